import { join } from 'node:path';
import { clangFlags } from '../app/engine/build/compile.ts';
import { findRoot } from '../app/engine/root.ts';
import { prepareByHand, type ByHand } from './by-hand.ts';
import { BenchError, valueOf, type Bench } from './lab.ts';
import { median, rounded } from './median.ts';
import { runCommand, timed } from './timed.ts';
import { measuredAssignment, measuredLesson, openWorkbench, type Workbench } from './workbench.ts';

/** Medians in milliseconds: bare clang, save → verdict in a warm engine, the loop by hand; and what follows from them. */
export interface LoopFigures {
  readonly runs: number;
  readonly clangMs: number;
  readonly loopMs: number;
  readonly manualMs: number;
  /** loopMs / clangMs. */
  readonly ratioToClang: number;
  /** manualMs / loopMs. */
  readonly speedup: number;
  /** Where the time of our loop goes. */
  readonly stagesMs: Readonly<Record<string, number>>;
}

const environment = { name: 'veth-bench', number: 251 };

/** Measures the three, alternating, so that whatever else the machine does falls on all of them alike. */
export const benchLoop = async (bench: Bench): Promise<LoopFigures> => {
  const root = findRoot();
  const workbench = await openWorkbench(root);
  let byHand: ByHand | undefined;
  try {
    const up = valueOf(await bench.call('env.up', environment));
    const flags = clangFlags(root);
    byHand = await prepareByHand(workbench, up.environment, flags, bench.signal);
    const clang = ['clang', ...flags, '-c', workbench.sourceName, '-o', join(workbench.folder, 'bare.o')];
    const runClang = () => runCommand(clang, { cwd: workbench.folder, signal: bench.signal });
    // The first of each fills the caches and starts the helper.
    await runClang();
    await grade(bench, workbench);
    return await alternate(bench, workbench, runClang, byHand.loop);
  } finally {
    await bench.call('env.down', { name: environment.name });
    await byHand?.remove();
    await workbench.remove();
  }
};

const alternate = async (
  bench: Bench,
  workbench: Workbench,
  runClang: () => Promise<unknown>,
  byHand: () => Promise<void>,
): Promise<LoopFigures> => {
  const clang: number[] = [];
  const loop: number[] = [];
  const manual: number[] = [];
  const stages: Record<string, number[]> = {};
  for (let run = 1; run <= bench.runs; run += 1) {
    bench.progress(`${run}/${bench.runs}`);
    // After the pause of three pings the first clang is slower than any later one: it counts for neither.
    await runClang();
    const measureClang = async (): Promise<void> => {
      await workbench.save(3 * run);
      clang.push(await timed(runClang));
    };
    const measureLoop = async (): Promise<void> => {
      const graded = async (): Promise<void> => {
        await workbench.save(3 * run + 1);
        for (const { name, ms } of await grade(bench, workbench)) (stages[name] ??= []).push(ms);
      };
      loop.push(await timed(graded));
    };
    for (const measure of run % 2 === 0 ? [measureClang, measureLoop] : [measureLoop, measureClang]) {
      await measure();
    }
    await workbench.save(3 * run + 2);
    manual.push(await timed(byHand));
  }
  const [clangMs, loopMs, manualMs] = [median(clang), median(loop), median(manual)];
  return {
    runs: bench.runs,
    clangMs: rounded(clangMs),
    loopMs: rounded(loopMs),
    manualMs: rounded(manualMs),
    ratioToClang: rounded(loopMs / clangMs),
    speedup: rounded(manualMs / loopMs),
    stagesMs: Object.fromEntries(Object.entries(stages).map(([name, ms]) => [name, rounded(median(ms))])),
  };
};

/** Build, dry load and vectors; a verdict other than pass would measure something else. */
const grade = async ({ call }: Bench, { source }: Workbench): Promise<{ name: string; ms: number }[]> => {
  const report = valueOf(
    await call('check.run', {
      lesson: measuredLesson,
      assignment: measuredAssignment,
      source: { kind: 'path', path: source },
      only: 'vectors',
    }),
  );
  if (report.verdict !== 'pass') {
    throw new BenchError(`The solution does not pass, so its time says nothing: ${report.summary.en}`);
  }
  return report.stages.filter(({ state }) => state !== 'stale');
};
