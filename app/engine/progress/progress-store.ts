import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { succeed, type LabFailure, type Outcome } from '../../contract/index.ts';
import { createTurns } from '../turns.ts';
import { sweepHalves } from '../workspace/atomic-write.ts';
import { orDiskFailure } from '../workspace/disk-failure.ts';
import { applied, type Change } from './changes.ts';
import { noProgress, type KeptProgress } from './kept-progress.ts';
import { readKept, setAsideKept, writeKept } from './progress-file.ts';
import { withLock } from './with-lock.ts';

/** The learner's progress, and how it is kept. */
export interface KnownProgress {
  readonly kept: KeptProgress;
  /** Where a file that could not be read was moved to. */
  readonly setAside: string | null;
  /** Why the last change is only in memory. It is written with the next one that can be. */
  readonly unsaved: LabFailure | null;
}

export interface ProgressStore {
  readonly read: () => Promise<Outcome<KnownProgress>>;
  /** Never fails: what cannot be written stays in memory, and `unsaved` says so. Tells whether anything is different now. */
  readonly change: (change: Change) => Promise<{ known: KnownProgress; changed: boolean }>;
}

/** One JSON file below a data folder, which several labs may write: each change is made to what the file says by then. */
export const createProgressStore = (dataFolder: string): ProgressStore => {
  const inTurn = createTurns();
  let known: KnownProgress = { kept: noProgress, setAside: null, unsaved: null };
  let waiting: Change[] = [];

  const locked = <T>(job: () => Promise<Outcome<T>>): Promise<Outcome<T>> =>
    orDiskFailure(dataFolder, async () => {
      await mkdir(dataFolder, { recursive: true, mode: 0o700 });
      return withLock(join(dataFolder, 'progress.lock'), job);
    });

  /** Under the lock only: another lab may be about to put a good file in the place of a bad one. */
  const readOrSetAside = async (): Promise<KeptProgress> => {
    const found = await readKept(dataFolder);
    if (found === 'missing') return noProgress;
    if (found !== 'unreadable') return found;
    known = { ...known, setAside: await setAsideKept(dataFolder) };
    // What this lab has read before is better than nothing.
    return known.kept;
  };

  const write = (): Promise<Outcome<KeptProgress>> =>
    locked(async () => {
      await sweepHalves(dataFolder);
      const before = await readOrSetAside();
      const after = applied(before, waiting);
      if (!same(before, after)) await writeKept(dataFolder, after);
      return succeed(after);
    });

  return {
    read: () =>
      inTurn(async () => {
        const found = await orDiskFailure(dataFolder, async () => succeed(await readKept(dataFolder)));
        if (!found.ok) return found;
        const read =
          found.value === 'unreadable'
            ? await locked(async () => succeed(await readOrSetAside()))
            : succeed(found.value === 'missing' ? noProgress : found.value);
        if (!read.ok) return read;
        known = { ...known, kept: applied(read.value, waiting) };
        return succeed(known);
      }),
    change: (change) =>
      inTurn(async () => {
        const before = known;
        waiting = [...waiting, change];
        const written = await write();
        if (written.ok) {
          waiting = [];
          known = { ...known, kept: written.value, unsaved: null };
        } else {
          // A disk that takes nothing can often still be read, and may hold more than this lab has seen.
          const found = await orDiskFailure(dataFolder, async () => succeed(await readKept(dataFolder)));
          const kept =
            found.ok && typeof found.value === 'object' ? applied(found.value, waiting) : change(known.kept);
          known = { ...known, kept, unsaved: written.failure };
        }
        return { known, changed: !same(before, known) };
      }),
  };
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
