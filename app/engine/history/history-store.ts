import { join } from 'node:path';
import * as v from 'valibot';
import {
  CheckReport,
  fail,
  labFailure,
  succeed,
  type Outcome,
  type RunSummary,
} from '../../contract/index.ts';
import type { Assignment } from '../lessons/catalogue.ts';
import { createTurns } from '../turns.ts';
import { sweepHalves } from '../workspace/atomic-write.ts';
import { orDiskFailure } from '../workspace/disk-failure.ts';
import { readBytes, type NamedBytes } from '../workspace/file-bytes.ts';
import { addKept, isKeptId, keptIds } from '../workspace/kept-folders.ts';
import { readKeptText } from '../workspace/kept-text.ts';
import { makeFolder } from '../workspace/make-folder.ts';
import { KeptRun, reportText, summaryOfRun } from './run-record.ts';

/** An assignment keeps so many; the oldest goes first. */
export const keptRuns = 200;

/** A run as it lies on the disk. */
export interface StoredRun extends RunSummary {
  readonly report: CheckReport;
  readonly files: readonly NamedBytes[];
}

/** The gradings of the learner's own files, below a data folder in `runs/<lesson>/<assignment>/`. */
export interface HistoryStore {
  readonly add: (
    assignment: Assignment,
    report: CheckReport,
    files: readonly NamedBytes[],
  ) => Promise<Outcome<RunSummary>>;
  /** Newest first. One that is damaged is passed over. */
  readonly list: (assignment: Assignment) => Promise<Outcome<RunSummary[]>>;
  readonly read: (assignment: Assignment, id: string) => Promise<Outcome<StoredRun>>;
}

export const createHistoryStore = (dataFolder: string): HistoryStore => {
  const inTurn = createTurns();
  const ordered = <T>(job: () => Promise<Outcome<T>>): Promise<Outcome<T>> =>
    inTurn(() => orDiskFailure(dataFolder, job));
  const folderOf = ({ lesson, spec }: Assignment): string => join(dataFolder, 'runs', lesson.id, spec.id);

  return {
    add: (assignment, report, files) =>
      ordered(async () => {
        const { lesson, spec } = assignment;
        const folder = await makeFolder(dataFolder, ['runs', lesson.id, spec.id]);
        if (!folder.ok) return folder;
        await sweepHalves(folder.value);
        const at = new Date().toISOString();
        const summary = summaryOfRun(report, (await lastNumber(folder.value)) + 1, at);
        const kept: KeptRun = {
          format: 'xdp-lab-run',
          version: 1,
          ...summary,
          files: files.map(({ path }) => path),
        };
        const records = { 'report.json': reportText(report), 'run.json': JSON.stringify(kept) };
        // Not waited for until it is on the disk: every save makes one, and the code itself lies in `work`.
        const id = await addKept(folder.value, { at, files, records }, { most: keptRuns, lasting: false });
        return succeed({ id, ...summary });
      }),
    list: (assignment) =>
      ordered(async () => {
        const folder = folderOf(assignment);
        const runs: RunSummary[] = [];
        for (const id of (await keptIds(folder)).reverse()) {
          const kept = await readKept(folder, id);
          if (kept) runs.push(summaryOf(id, kept));
        }
        return succeed(runs);
      }),
    read: (assignment, id) =>
      ordered(async () => {
        const folder = folderOf(assignment);
        const kept = isKeptId(id) ? await readKept(folder, id) : undefined;
        const report = kept && (await readReport(folder, id));
        if (!report) return notFound(id);
        const files: NamedBytes[] = [];
        for (const path of kept.files) {
          const bytes = await readBytes(join(folder, id, 'files', path));
          if (!bytes.ok) return bytes;
          if (bytes.value) files.push({ path, bytes: bytes.value });
        }
        return succeed({ ...summaryOf(id, kept), report, files });
      }),
  };
};

const summaryOf = (id: string, kept: KeptRun): RunSummary => {
  const { number, at, verdict, summary, live, passed, required, ms } = kept;
  return { id, number, at, verdict, summary, live, passed, required, ms };
};

const parsed = <const Schema extends v.GenericSchema>(
  schema: Schema,
  text: string | null | undefined,
): v.InferOutput<Schema> | undefined => {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  return result.success ? result.output : undefined;
};

const readKept = async (folder: string, id: string): Promise<KeptRun | undefined> => {
  const kept = parsed(KeptRun, await readKeptText(join(folder, id, 'run.json')));
  // A name that leads out of the folder was not written by the lab.
  return kept?.files.every((path) => !path.includes('/')) ? kept : undefined;
};

const readReport = async (folder: string, id: string): Promise<CheckReport | undefined> =>
  parsed(CheckReport, await readKeptText(join(folder, id, 'report.json')));

/** The number of the newest run that can be read; 0 where there is none. */
const lastNumber = async (folder: string): Promise<number> => {
  for (const id of (await keptIds(folder)).reverse()) {
    const kept = await readKept(folder, id);
    if (kept) return kept.number;
  }
  return 0;
};

const notFound = (id: string): Outcome<never> => fail(labFailure('not-found', { thing: `run ${id}` }));
