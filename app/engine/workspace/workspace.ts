import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fail, labFailure, succeed, type Outcome, type Snapshot } from '../../contract/index.ts';
import type { Assignment } from '../lessons/catalogue.ts';
import { createTurns } from '../turns.ts';
import { sweepHalves, writeAtomically } from './atomic-write.ts';
import { orDiskFailure } from './disk-failure.ts';
import { bytesOf, readBytes, type NamedBytes } from './file-bytes.ts';
import { readStarter, type LessonFile } from './lesson-files.ts';
import { makeFolder } from './make-folder.ts';
import { mainFile, sourceAt, type ProgramSource } from './program-source.ts';
import { listSnapshots, makeSnapshot, readSnapshot } from './snapshots.ts';
import { readRecord, sha256Of, writeRecord } from './starter-record.ts';

/** A file as the learner has it. */
export interface LearnersFile extends LessonFile {
  /** Differs from the starter. */
  readonly edited: boolean;
}

export interface OpenedWork {
  readonly folder: string;
  readonly files: readonly LearnersFile[];
}

/** The learner's code as it is graded, and what tells it from another. */
export interface WorkSource {
  readonly source: ProgramSource;
  readonly sha256: string;
  readonly edited: boolean;
  /** The files that the learner may write, as they were then. */
  readonly files: readonly NamedBytes[];
}

/** A text to write, and the SHA-256 (hex) of the one that it was made from, where that is known. */
export interface TypedText {
  readonly path: string;
  readonly text: string;
  readonly base?: string | undefined;
}

/** What was written, and a snapshot of what somebody else had written meanwhile. */
export interface SavedFile extends LearnersFile {
  readonly snapshot: Snapshot | undefined;
}

/** The learner's files below a data folder: `work/<lesson>/<assignment>/<file>`, and `snapshots/` beside `work/`. */
export interface Workspace {
  /** Makes what is missing from the starter. A file that was never edited follows a starter that changed. */
  readonly open: (assignment: Assignment) => Promise<Outcome<OpenedWork>>;
  readonly source: (assignment: Assignment) => Promise<Outcome<WorkSource>>;
  readonly save: (assignment: Assignment, typed: TypedText) => Promise<Outcome<SavedFile>>;
  /** The absolute path of one of the assignment's files that is there. */
  readonly place: (assignment: Assignment, path: string) => Promise<Outcome<string>>;
  readonly snapshot: (assignment: Assignment, reason: Snapshot['reason']) => Promise<Outcome<Snapshot>>;
  readonly snapshots: (assignment: Assignment) => Promise<Outcome<Snapshot[]>>;
  /** Puts the starter back, or the files of a snapshot; what was there is kept in a new snapshot. */
  readonly reset: (assignment: Assignment) => Promise<Outcome<Replaced>>;
  readonly restore: (assignment: Assignment, id: string) => Promise<Outcome<Replaced>>;
  readonly readSnapshot: (assignment: Assignment, id: string) => Promise<Outcome<NamedBytes[]>>;
  /** Puts files back that were kept elsewhere: those that the learner may write, after a snapshot. */
  readonly putBack: (assignment: Assignment, files: readonly NamedBytes[]) => Promise<Outcome<Replaced>>;
}

/** What stands in place of the learner's files, and the snapshot of what did before. */
export interface Replaced {
  readonly snapshot: Snapshot;
  readonly files: readonly LearnersFile[];
}

export const createWorkspace = (dataFolder: string): Workspace => {
  const inTurn = createTurns();
  const ordered = <T>(job: () => Promise<Outcome<T>>): Promise<Outcome<T>> =>
    inTurn(() => orDiskFailure(dataFolder, job));

  const workFolder = ({ lesson, spec }: Assignment): Promise<Outcome<string>> =>
    makeFolder(dataFolder, ['work', lesson.id, spec.id]);
  const snapshotFolder = ({ lesson, spec }: Assignment): string =>
    join(dataFolder, 'snapshots', lesson.id, spec.id);

  const open = async (assignment: Assignment): Promise<Outcome<OpenedWork>> => {
    const folder = await workFolder(assignment);
    if (!folder.ok) return folder;
    await sweepHalves(folder.value);
    const starter = await readStarter(assignment);
    if (!starter.ok) return starter;
    const files = await followStarter(folder.value, starter.value);
    return files.ok ? succeed({ folder: folder.value, files: files.value }) : files;
  };

  const snapshot = async (assignment: Assignment, reason: Snapshot['reason']): Promise<Outcome<Snapshot>> => {
    const folder = await workFolder(assignment);
    if (!folder.ok) return folder;
    const starter = await readStarter(assignment);
    if (!starter.ok) return starter;
    const files: NamedBytes[] = [];
    for (const { path } of starter.value) {
      const bytes = await readBytes(join(folder.value, path));
      if (!bytes.ok) return bytes;
      if (bytes.value) files.push({ path, bytes: bytes.value });
    }
    const { lesson, spec } = assignment;
    const place = await makeFolder(dataFolder, ['snapshots', lesson.id, spec.id]);
    if (!place.ok) return place;
    await sweepHalves(place.value);
    return succeed(await makeSnapshot(place.value, reason, files));
  };

  /** Writes `files` over the learner's, of which a snapshot is made first. */
  const replace = async (
    assignment: Assignment,
    reason: Snapshot['reason'],
    files: readonly NamedBytes[],
  ): Promise<Outcome<Replaced>> => {
    const made = await snapshot(assignment, reason);
    if (!made.ok) return made;
    const folder = await workFolder(assignment);
    if (!folder.ok) return folder;
    for (const { path, bytes } of files) await writeAtomically(join(folder.value, path), bytes);
    const opened = await open(assignment);
    return opened.ok ? succeed({ snapshot: made.value, files: opened.value.files }) : opened;
  };

  const filesOf = async (assignment: Assignment, id: string): Promise<Outcome<NamedBytes[]>> => {
    const starter = await readStarter(assignment);
    if (!starter.ok) return starter;
    const names = starter.value.map(({ path }) => path);
    return readSnapshot(snapshotFolder(assignment), id, names);
  };

  return {
    open: (assignment) => ordered(() => open(assignment)),
    source: (assignment) =>
      ordered(async () => {
        const opened = await open(assignment);
        if (!opened.ok) return opened;
        const { folder, files } = opened.value;
        const hash = createHash('sha256');
        for (const { path, bytes } of files) hash.update(`${path}\0${sha256Of(bytes)}\0`);
        return succeed({
          source: sourceAt(join(folder, mainFile(assignment))),
          sha256: hash.digest('hex'),
          edited: files.some(({ edited }) => edited),
          files: files.filter(({ role }) => role !== 'readonly').map(({ path, bytes }) => ({ path, bytes })),
        });
      }),
    save: (assignment, { path, text, base }) =>
      ordered(async () => {
        const starter = await readStarter(assignment);
        if (!starter.ok) return starter;
        const file = starter.value.find((one) => one.path === path);
        if (!file || file.role === 'readonly') return fail(notToWrite(path, starter.value));
        const bytes = bytesOf(path, text);
        if (!bytes.ok) return bytes;
        const folder = await workFolder(assignment);
        if (!folder.ok) return folder;
        const place = join(folder.value, path);
        const before = await readBytes(place);
        if (!before.ok) return before;
        const written = before.value;
        const foreign =
          base !== undefined && written && sha256Of(written) !== base && !written.equals(bytes.value);
        const kept = foreign ? await snapshot(assignment, 'conflict') : undefined;
        if (kept && !kept.ok) return kept;
        await writeAtomically(place, bytes.value);
        const edited = !bytes.value.equals(file.bytes);
        return succeed({ ...file, bytes: bytes.value, edited, snapshot: kept?.value });
      }),
    place: (assignment, path) =>
      ordered(async () => {
        const opened = await open(assignment);
        if (!opened.ok) return opened;
        const { folder, files } = opened.value;
        return files.some((file) => file.path === path)
          ? succeed(join(folder, path))
          : fail(labFailure('not-found', { thing: `file ${path} in ${assignment.spec.id}` }));
      }),
    snapshot: (assignment, reason) => ordered(() => snapshot(assignment, reason)),
    snapshots: (assignment) => ordered(async () => succeed(await listSnapshots(snapshotFolder(assignment)))),
    reset: (assignment) =>
      ordered(async () => {
        const starter = await readStarter(assignment);
        return starter.ok ? replace(assignment, 'reset', starter.value) : starter;
      }),
    restore: (assignment, id) =>
      ordered(async () => {
        // Read before the new snapshot is made, which may be the one too many that removes this one.
        const files = await filesOf(assignment, id);
        return files.ok ? replace(assignment, 'restore', files.value) : files;
      }),
    readSnapshot: (assignment, id) => ordered(() => filesOf(assignment, id)),
    putBack: (assignment, files) =>
      ordered(async () => {
        const starter = await readStarter(assignment);
        if (!starter.ok) return starter;
        const may = (path: string) =>
          starter.value.some((file) => file.path === path && file.role !== 'readonly');
        return replace(
          assignment,
          'restore',
          files.filter(({ path }) => may(path)),
        );
      }),
  };
};

/** The learner's files, each made from the starter where it is missing or still an older starter, unedited. */
const followStarter = async (
  folder: string,
  starter: readonly LessonFile[],
): Promise<Outcome<LearnersFile[]>> => {
  const record = await readRecord(folder);
  const next: Record<string, string> = { ...record };
  const files: LearnersFile[] = [];
  for (const file of starter) {
    const place = join(folder, file.path);
    const found = await readBytes(place);
    if (!found.ok) return found;
    const unedited = found.value === null || sha256Of(found.value) === record[file.path];
    const bytes = found.value === null || unedited ? file.bytes : found.value;
    if (!found.value?.equals(bytes)) await writeAtomically(place, bytes);
    const edited = !bytes.equals(file.bytes);
    if (!edited) next[file.path] = sha256Of(file.bytes);
    files.push({ ...file, bytes, edited });
  }
  if (JSON.stringify(next) !== JSON.stringify(record)) await writeRecord(folder, next);
  return succeed(files);
};

const notToWrite = (path: string, files: readonly LessonFile[]) => {
  const writable = files.filter(({ role }) => role !== 'readonly').map((file) => file.path);
  return labFailure('bad-input', {
    thing: path,
    message: {
      en: `${path} is not a file of yours in this assignment.`,
      ja: `${path} は、この課題で書き換えられるファイルではありません。`,
    },
    fix: {
      en: `You may write: ${writable.join(', ')}`,
      ja: `書き換えられるファイル: ${writable.join('、')}`,
    },
  });
};
