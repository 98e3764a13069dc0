import koffi from 'koffi';

/** EWOULDBLOCK (asm-generic/errno.h), the same on every architecture we run on. */
const EWOULDBLOCK = 11;

/** LOCK_SH, LOCK_EX, LOCK_NB (flock(2)). */
const locks = { shared: 1, exclusive: 2 } as const;
const withoutWaiting = 4;

const libc = koffi.load('libc.so.6');
const flockCall = libc.func('int flock(int fd, int operation)') as (fd: number, operation: number) => number;
const ifNameToIndex = libc.func('unsigned int if_nametoindex(const char *name)') as (name: string) => number;

/**
 * Takes a flock(2) lock on an open file, or answers false at once where another has it. The kernel frees it when its
 * owner dies. Shared: two that only look do not hinder each other.
 */
export const flock = (fd: number, kind: keyof typeof locks): boolean => {
  if (flockCall(fd, locks[kind] | withoutWaiting) === 0) return true;
  const errno = koffi.errno();
  if (errno === EWOULDBLOCK) return false;
  throw new Error(`flock failed with errno ${errno}`);
};

/** An interface's index in this process's network namespace; undefined where there is none of that name. */
export const interfaceIndex = (device: string): number | undefined => ifNameToIndex(device) || undefined;

const longestNameBytes = 16;
const ifIndexToName = libc.func('char *if_indextoname(unsigned int index, _Out_ char *name)') as (
  index: number,
  name: Buffer,
) => string | null;

/** The name of an interface of this process's network namespace; undefined where there is none of that index. */
export const interfaceName = (index: number): string | undefined =>
  ifIndexToName(index, Buffer.alloc(longestNameBytes)) ?? undefined;
