import { closeSync } from 'node:fs';
import type { Lab } from '../lab.ts';
import { attachedXdp } from '../libbpf/attached.ts';
import type { Libbpf } from '../libbpf/library.ts';
import { interfaceIndex } from '../libc.ts';
import type { KnownProgram } from './known-programs.ts';

/** `struct bpf_prog_info` (linux/bpf.h) up to its name: where that stands, and the bytes it has. */
const info = { lengthBytes: 80, nameAt: 64, nameBytes: 16 };

/** The name that the kernel keeps of a loaded program, 15 bytes at most; undefined where it is gone. */
const nameOf = (lib: Libbpf, id: number): string | undefined => {
  const fd = lib.programFdById(id);
  if (fd < 0) return undefined;
  try {
    const bytes = Buffer.alloc(info.lengthBytes);
    if (lib.objectInfo(fd, bytes, [bytes.length]) < 0) return undefined;
    const name = bytes.subarray(info.nameAt, info.nameAt + info.nameBytes);
    return name.subarray(0, name.indexOf(0)).toString('utf8');
  } finally {
    closeSync(fd);
  }
};

/** Says whose program an event is of. */
export interface WhoseProgram {
  /** Looks what is attached to the environment's interface now, so that its events are known after it is gone. */
  readonly look: () => void;
  readonly of: (id: number) => KnownProgram;
}

/**
 * Knows programs by their id, since an interface's index repeats across namespaces: those that this lab attached, and those
 * that somebody attached to the environment's outer interface by hand.
 */
export const whoseProgram = (lab: Lab, lib: Libbpf, environment: string): WhoseProgram => {
  const look = (): void => {
    const index = interfaceIndex(environment);
    const attached = index === undefined ? undefined : attachedXdp(lib, index);
    if (!attached || lab.programs.of(attached.programId)?.environment != null) return;
    lab.programs.note(attached.programId, { name: nameOf(lib, attached.programId) ?? null, environment });
  };
  return {
    look,
    of: (id) => {
      if (!lab.programs.of(id)) look();
      return lab.programs.of(id) ?? { name: nameOf(lib, id) ?? null, environment: null };
    },
  };
};
