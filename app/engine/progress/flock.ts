import koffi from 'koffi';

/** LOCK_EX | LOCK_NB (flock(2)); EWOULDBLOCK (asm-generic/errno.h), the same on every architecture we run on. */
const exclusiveWithoutWaiting = 2 | 4;
const EWOULDBLOCK = 11;

const call = koffi.load('libc.so.6').func('int flock(int fd, int operation)') as (
  fd: number,
  operation: number,
) => number;

/**
 * Takes a flock(2) lock on an open file; false where another has it. The kernel frees it when the file is closed or its
 * owner dies. A file system without locks (ENOLCK, ENOSYS) counts as taken: writing unlocked is better than not at all.
 */
export const flock = (fd: number): boolean =>
  call(fd, exclusiveWithoutWaiting) === 0 || koffi.errno() !== EWOULDBLOCK;
