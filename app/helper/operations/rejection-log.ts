import { errnoText } from '../libbpf/errno.ts';
import type { Libbpf } from '../libbpf/library.ts';
import { openObject } from '../libbpf/object.ts';
import type { BpftoolLoad } from './bpftool-load.ts';

/** A trace longer than this loses its head on Linux 6.4 and later, its tail before. */
const traceBytes = 1024 * 1024;

/** bpftool asks again and again with a larger buffer for the trace of so many instructions, for ten seconds and more. */
const longTraceInstructions = 100_000;

/** `E2BIG`: the verifier gave up at a million instructions, and no line is to blame. */
const tooComplex = 7;

/** A program that the kernel did not take. */
export interface Rejection {
  readonly bytes: Uint8Array;
  readonly program: string;
  readonly errno: number;
  /** The verifier's reason and totals without its trace. */
  readonly reason: string;
}

/** Whether bpftool's log would be too long to wait for. */
export const traceIsLong = ({ reason }: Rejection): boolean =>
  Number(/processed (\d+) insns/.exec(reason)?.[1] ?? 0) > longTraceInstructions;

const asLibbpfSays = ({ program, errno }: Rejection, log: string): string =>
  [
    `libbpf: prog '${program}': BPF program load failed: ${errnoText(errno)}`,
    `libbpf: prog '${program}': -- BEGIN PROG LOAD LOG --`,
    log.trimEnd(),
    '-- END PROG LOAD LOG --',
    `libbpf: prog '${program}': failed to load: ${-errno}`,
    '',
  ].join('\n');

const ownTrace = async (lib: Libbpf, rejection: Rejection): Promise<string> => {
  const { bytes, program, reason } = rejection;
  const object = openObject(lib, bytes);
  if ('errno' in object) return asLibbpfSays(rejection, reason);
  try {
    const { log } = await object.load(program, { trace: true, logBytes: traceBytes });
    const ends = /^processed \d+ insns/m.test(log);
    return asLibbpfSays(rejection, ends ? log : `${log}\n[…]\n${reason}`);
  } finally {
    object.close();
  }
};

/** bpftool stops at the first program it cannot load, which may be another one than the graded. */
const blamed = /prog '([^']+)': BPF program load failed/;

/**
 * The log of a rejected program: bpftool's output where it speaks of that program, else the program's own trace; the
 * reason alone where the verifier gave up.
 */
export const rejectionLog = async (lib: Libbpf, rejection: Rejection, tool: BpftoolLoad): Promise<string> => {
  if (rejection.errno === tooComplex) return asLibbpfSays(rejection, rejection.reason);
  const other = blamed.exec(tool.log)?.[1];
  const speaksOfIt = other === undefined || other === rejection.program;
  return tool.ended === 'by-itself' && tool.command.exitCode !== 0 && speaksOfIt
    ? tool.log
    : ownTrace(lib, rejection);
};
