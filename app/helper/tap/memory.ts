import koffi from 'koffi';

/** PROT_READ, PROT_WRITE, MAP_SHARED (asm-generic/mman-common.h), the same on every architecture we run on. */
const readable = 1;
const writable = 2;
const shared = 1;

/** What mmap(2) answers when it fails: −1 as a pointer. */
const failed = 0xffff_ffff_ffff_ffffn;

const libc = koffi.load('libc.so.6');
const mmap = libc.func(
  'void *mmap(void *address, size_t length, int protection, int flags, int fd, int64_t offset)',
) as (address: null, length: number, protection: number, flags: number, fd: number, offset: number) => bigint;
const munmap = libc.func('int munmap(void *address, size_t length)') as (
  address: bigint,
  length: number,
) => number;
const memcpy = libc.func('void *memcpy(void *to, const void *from, size_t length)') as (
  to: Uint8Array | bigint,
  from: Uint8Array | bigint,
  length: number,
) => bigint;
const getpagesize = libc.func('int getpagesize()') as () => number;

/** Bytes of a page, the unit of what can be mapped. */
export const pageBytes: number = getpagesize();

/** Part of a file or map, mapped into this process and copied in and out: no view of it is made, which Electron forbids. */
export interface MappedMemory {
  readonly copyOut: (to: Uint8Array, from: number, lengthBytes: number) => void;
  readonly copyIn: (from: Uint8Array, to: number) => void;
  readonly unmap: () => void;
}

/** Maps `lengthBytes` of an open descriptor. Throws where the kernel refuses. */
export const mapMemory = (
  fd: number,
  { offset, lengthBytes, write }: { offset: number; lengthBytes: number; write: boolean },
): MappedMemory => {
  const address = mmap(null, lengthBytes, write ? readable | writable : readable, shared, fd, offset);
  if (address === failed) throw new Error(`mmap failed with errno ${koffi.errno()}`);
  return {
    copyOut: (to, from, length) => {
      memcpy(to, address + BigInt(from), length);
    },
    copyIn: (from, to) => {
      memcpy(address + BigInt(to), from, from.length);
    },
    unmap: () => {
      munmap(address, lengthBytes);
    },
  };
};
