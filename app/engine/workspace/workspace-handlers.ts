import {
  succeed,
  type AssignmentKey,
  type Handlers,
  type LabContract,
  type Outcome,
  type WorkFile,
} from '../../contract/index.ts';
import type { Assignment, Catalogue } from '../lessons/catalogue.ts';
import { textOf } from './file-bytes.ts';
import { readSolution, readStarter } from './lesson-files.ts';
import type { LearnersFile, Workspace } from './workspace.ts';

type WorkspaceCall = Extract<keyof LabContract['calls'], `workspace.${string}`>;

/** The learner's files: opening, saving, snapshots and what they put back, and the solution to compare with. */
export const workspaceHandlers = (
  catalogue: Catalogue,
  workspace: Workspace,
): Pick<Handlers<LabContract>, WorkspaceCall> => {
  const within = async <T>(
    { lesson, assignment: id }: AssignmentKey,
    job: (assignment: Assignment) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const assignment = await catalogue.assignment(lesson, id);
    return assignment.ok ? job(assignment.value) : assignment;
  };
  const replaced = async (
    replacing: ReturnType<Workspace['reset']>,
  ): ReturnType<Handlers<LabContract>['workspace.reset']> => {
    const done = await replacing;
    if (!done.ok) return done;
    const files = workFiles(done.value.files);
    return files.ok ? succeed({ snapshot: done.value.snapshot, files: files.value }) : files;
  };

  return {
    'workspace.open': (key) =>
      within(key, async (assignment) => {
        const opened = await workspace.open(assignment);
        if (!opened.ok) return opened;
        const files = workFiles(opened.value.files);
        return files.ok ? succeed({ folder: opened.value.folder, files: files.value }) : files;
      }),
    'workspace.save': ({ path, text, ...key }) =>
      within(key, async (assignment) => {
        const saved = await workspace.save(assignment, path, text);
        if (!saved.ok) return saved;
        const { role, edited } = saved.value;
        return succeed({ file: { path, role, text, edited } });
      }),
    'workspace.reset': (key) => within(key, (assignment) => replaced(workspace.reset(assignment))),
    'workspace.restore': ({ snapshot, ...key }) =>
      within(key, (assignment) => replaced(workspace.restore(assignment, snapshot))),
    'workspace.snapshot': ({ reason, ...key }) =>
      within(key, (assignment) => workspace.snapshot(assignment, reason)),
    'workspace.snapshots': (key) =>
      within(key, async (assignment) => {
        const snapshots = await workspace.snapshots(assignment);
        return snapshots.ok ? succeed({ snapshots: snapshots.value }) : snapshots;
      }),
    'workspace.solution': (key) =>
      within(key, async (assignment) => {
        const starter = await readStarter(assignment);
        if (!starter.ok) return starter;
        const solution = await readSolution(assignment, starter.value);
        const files = workFiles(
          solution.map((file, index) => ({
            ...file,
            edited: !file.bytes.equals(starter.value[index]?.bytes ?? file.bytes),
          })),
        );
        return files.ok ? succeed({ files: files.value }) : files;
      }),
  };
};

const workFiles = (files: readonly LearnersFile[]): Outcome<WorkFile[]> => {
  const read: WorkFile[] = [];
  for (const { path, role, bytes, edited } of files) {
    const text = textOf(path, bytes);
    if (!text.ok) return text;
    read.push({ path, role, text: text.value, edited });
  }
  return succeed(read);
};
