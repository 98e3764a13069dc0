import { spawn } from 'node:child_process';
import { BenchError, type Bench } from './lab.ts';
import { median, rounded } from './median.ts';

/** Medians in milliseconds from spawning the command to its first byte on stdout; `firstByteMs` is the slowest of them. */
export interface StartFigures {
  readonly runs: number;
  readonly versionMs: number;
  readonly helpMs: number;
  readonly lessonsMs: number;
  readonly firstByteMs: number;
}

const kinds = { versionMs: ['--version'], helpMs: ['--help'], lessonsMs: ['lessons'] } as const;

/** Measures the start of the command line itself; `command` is the file that was started to get here. */
export const benchStart = async (
  { runs, signal, progress }: Pick<Bench, 'runs' | 'signal' | 'progress'>,
  command: string,
): Promise<StartFigures> => {
  const samples: Record<keyof typeof kinds, number[]> = { versionMs: [], helpMs: [], lessonsMs: [] };
  for (let run = 1; run <= runs; run += 1) {
    progress(`${run}/${runs}`);
    for (const kind of ['versionMs', 'helpMs', 'lessonsMs'] as const) {
      samples[kind].push(await firstByte([command, ...kinds[kind]], signal));
    }
  }
  const medians = [samples.versionMs, samples.helpMs, samples.lessonsMs].map(median).map(rounded);
  const [versionMs = NaN, helpMs = NaN, lessonsMs = NaN] = medians;
  return { runs, versionMs, helpMs, lessonsMs, firstByteMs: Math.max(...medians) };
};

const firstByte = (argv: readonly string[], signal: AbortSignal): Promise<number> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    let first: number | undefined;
    const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'ignore'], signal });
    child.stdout.on('data', () => (first ??= performance.now() - started));
    child.once('error', reject);
    child.once('close', () => {
      if (first === undefined) reject(new BenchError(`${argv.join(' ')} printed nothing.`));
      else resolve(first);
    });
  });
