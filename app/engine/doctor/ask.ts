import { execFile } from 'node:child_process';

/** What a command said, on both streams, and whether it ended with status 0. */
export interface Answer {
  readonly said: string;
  readonly endedWell: boolean;
}

const timeoutMs = 10_000;

/** Runs a command as the learner, with `input` on its standard input. A missing or endless one is an answer too. */
export const ask = (path: string, args: readonly string[], input = ''): Promise<Answer> =>
  new Promise((resolve) => {
    const child = execFile(
      path,
      args,
      { timeout: timeoutMs, env: { ...process.env, LC_ALL: 'C.UTF-8' } },
      (error, stdout, stderr) => {
        resolve({ said: (stdout + stderr).trim() || (error?.message ?? ''), endedWell: error === null });
      },
    );
    // A command that ends without reading its input closes the pipe first; how it ended says enough.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
