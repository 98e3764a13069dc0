import { findRoot } from '../app/engine/root.ts';
import { BenchError, valueOf, type Bench } from './lab.ts';
import { median, rounded } from './median.ts';
import { timed } from './timed.ts';
import { measuredAssignment, measuredLesson, openWorkbench } from './workbench.ts';

/** Medians in milliseconds of a whole run, from the save to the verdict over real packets. */
export interface RunFigures {
  readonly runs: number;
  /** With the learner's object as it is. */
  readonly plainMs: number;
  /** With the lab's tap around it. */
  readonly tappedMs: number;
  /** tappedMs / plainMs. */
  readonly ratio: number;
}

/** Measures runs with the tap against runs without, one after the other, in an environment that stands. */
export const benchRun = async (bench: Bench): Promise<RunFigures> => {
  const workbench = await openWorkbench(findRoot());
  let saves = 0;
  const run = async (tap: boolean): Promise<number> => {
    await workbench.save((saves += 1));
    return timed(async () => {
      const report = valueOf(
        await bench.call('check.run', {
          ...{ lesson: measuredLesson, assignment: measuredAssignment, tap },
          source: { kind: 'path', path: workbench.source },
        }),
      );
      if (report.verdict !== 'pass') {
        throw new BenchError(`The solution does not pass, so its time says nothing: ${report.summary.en}`);
      }
      if (tap && !report.tap?.attached) throw new BenchError('The tap was not attached.');
    });
  };
  const [plain, tapped]: [number[], number[]] = [[], []];
  try {
    // The first of each fills the caches, starts the helper and makes the environment.
    for (const tap of [false, true]) await run(tap);
    for (let round = 1; round <= bench.runs; round += 1) {
      bench.progress(`${round}/${bench.runs}`);
      for (const tap of round % 2 === 0 ? [true, false] : [false, true]) {
        (tap ? tapped : plain).push(await run(tap));
      }
    }
  } finally {
    await workbench.remove();
  }
  const [plainMs, tappedMs] = [median(plain), median(tapped)];
  return {
    runs: bench.runs,
    plainMs: rounded(plainMs),
    tappedMs: rounded(tappedMs),
    ratio: rounded(tappedMs / plainMs),
  };
};
