import { execFile } from 'node:child_process';
import { BenchError } from './lab.ts';

/** How long something takes, milliseconds of wall time. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/** Runs a command line to its end, as the engine spawns clang; one that fails ends the measurement. */
export const runCommand = (
  [tool = '', ...args]: readonly string[],
  { cwd, signal }: { cwd?: string; signal?: AbortSignal },
): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(tool, args, { cwd, signal, maxBuffer: 4 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(new BenchError(`${[tool, ...args].join(' ')} failed.\n${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
