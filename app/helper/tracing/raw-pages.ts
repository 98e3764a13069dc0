import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { TraceInstance } from './instance.ts';

/** At least a page of the ring buffer, on every architecture. */
const pageBytes = 64 * 1024;

const { O_RDONLY, O_NONBLOCK } = constants;

const isEmpty = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EAGAIN';

/** Writes all that a CPU's buffer holds into a file, page by page; nothing is left in the buffer. Answers the bytes written. */
const takeCpu = (instance: TraceInstance, cpu: string, file: string): number => {
  const from = openSync(join(instance.path, 'per_cpu', cpu, 'trace_pipe_raw'), O_RDONLY | O_NONBLOCK);
  const to = openSync(file, 'wx', 0o600);
  const page = Buffer.alloc(pageBytes);
  let total = 0;
  try {
    for (;;) {
      const length = readSync(from, page);
      if (length === 0) return total;
      total += writeSync(to, page, 0, length);
    }
  } catch (error) {
    if (isEmpty(error)) return total;
    throw error;
  } finally {
    closeSync(from);
    closeSync(to);
  }
};

/** Takes the buffers of all CPUs out of an instance, as `trace-cmd restore` wants them: a file a CPU, in their order. */
export const takeRawPages = (instance: TraceInstance, folder: string): string[] =>
  instance.cpus.map((cpu) => {
    const file = join(folder, cpu);
    takeCpu(instance, cpu, file);
    return file;
  });
