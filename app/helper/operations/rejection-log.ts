import { errnoText } from '../libbpf/errno.ts';
import type { Libbpf } from '../libbpf/library.ts';
import { openObject } from '../libbpf/object.ts';
import type { BpftoolLoad } from './bpftool-load.ts';

/** A trace longer than this loses its head on Linux 6.4 and later, its tail before. */
const traceBytes = 1024 * 1024;

/** bpftool stops at the first program it cannot load, which may be another one than the graded. */
const blamed = /prog '([^']+)': BPF program load failed/;

const asLibbpfSays = (program: string, errno: number, log: string): string =>
  [
    `libbpf: prog '${program}': BPF program load failed: ${errnoText(errno)}`,
    `libbpf: prog '${program}': -- BEGIN PROG LOAD LOG --`,
    log.trimEnd(),
    '-- END PROG LOAD LOG --',
    `libbpf: prog '${program}': failed to load: ${-errno}`,
    '',
  ].join('\n');

interface Rejection {
  readonly bytes: Uint8Array;
  readonly program: string;
  readonly errno: number;
  /** The verifier's reason without its trace. */
  readonly reason: string;
}

/**
 * The log of a rejected program: bpftool's output where it speaks of that program; its own trace where bpftool stopped
 * at another program of the object; the bare reason where the whole trace took too long.
 */
export const rejectionLog = async (
  lib: Libbpf,
  { bytes, program, errno, reason }: Rejection,
  tool: BpftoolLoad,
): Promise<string> => {
  if (tool.ended !== 'by-itself') return asLibbpfSays(program, errno, reason);
  const other = blamed.exec(tool.log)?.[1];
  if (tool.command.exitCode !== 0 && (other === undefined || other === program)) return tool.log;

  const object = openObject(lib, bytes);
  if ('errno' in object) return asLibbpfSays(program, errno, reason);
  try {
    const { log } = await object.load(program, { trace: true, logBytes: traceBytes });
    return asLibbpfSays(program, errno, log === '' ? reason : log);
  } finally {
    object.close();
  }
};
