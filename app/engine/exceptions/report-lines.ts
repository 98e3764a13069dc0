import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fail, labFailure, succeed, type Outcome, type RanCommand } from '../../contract/index.ts';

/** How long trace-cmd may take for a file of 64 MB. */
const timeoutMs = 30_000;
/** How much of what it says beside the report is kept. */
const saidCharacters = 4096;

/** What came of reading a report. */
export interface Report {
  readonly commands: RanCommand[];
  /** What trace-cmd said beside the report, such as that the file was cut off. */
  readonly said: string;
}

/** Gives the lines of a report that was saved as text. */
export const readTextReport = async (path: string, onLine: (line: string) => void): Promise<Report> => {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity }))
    onLine(line);
  return { commands: [], said: '' };
};

/**
 * Gives the lines of `trace-cmd report -i`, run as the learner. Fails with `tool-missing`, `timeout`, `cancelled`, or with
 * `bad-input` where trace-cmd cannot read the file.
 */
export const readReport = (
  path: string,
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<Outcome<Report>> =>
  new Promise((resolve) => {
    const argv = ['trace-cmd', 'report', '-i', path];
    const startedAt = performance.now();
    const child = spawn(argv[0] ?? '', argv.slice(1), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      signal,
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-saidCharacters);
    });
    const lines = createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', onLine);
    child.once('error', (error: NodeJS.ErrnoException) => {
      lines.close();
      if (error.code === 'ENOENT') resolve(fail(labFailure('tool-missing', { thing: 'trace-cmd' })));
      else if (signal.aborted) resolve(fail(labFailure('cancelled', { thing: argv.join(' ') })));
      else resolve(fail(labFailure('tool-failed', { thing: argv.join(' '), detail: error.message })));
    });
    child.once('close', (exitCode) => {
      const ms = performance.now() - startedAt;
      if (exitCode === 0) {
        resolve(succeed({ commands: [{ argv, exitCode, ms }], said: said.trim() }));
      } else if (exitCode === null && ms >= timeoutMs) {
        resolve(fail(labFailure('timeout', { thing: argv.join(' '), detail: said.trim() })));
      } else resolve(fail(labFailure('bad-input', { thing: path, detail: said.trim() })));
    });
  });
