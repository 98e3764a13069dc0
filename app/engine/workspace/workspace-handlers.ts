import { succeed, type Handlers, type LabContract } from '../../contract/index.ts';
import type { Catalogue } from '../lessons/catalogue.ts';
import { withinAssignment } from '../lessons/within-assignment.ts';
import { keptFiles, replacedFiles, workFiles } from './file-texts.ts';
import { readSolution, readStarter } from './lesson-files.ts';
import type { Workspace } from './workspace.ts';

type WorkspaceCall = Extract<keyof LabContract['calls'], `workspace.${string}`>;

/** The learner's files: opening, saving, snapshots and what they put back, and the solution to compare with. */
export const workspaceHandlers = (
  catalogue: Catalogue,
  workspace: Workspace,
): Pick<Handlers<LabContract>, WorkspaceCall> => {
  const within = withinAssignment(catalogue);
  return {
    'workspace.open': (key) =>
      within(key, async (assignment) => {
        const opened = await workspace.open(assignment);
        if (!opened.ok) return opened;
        const files = workFiles(opened.value.files);
        return files.ok ? succeed({ folder: opened.value.folder, files: files.value }) : files;
      }),
    'workspace.save': ({ path, text, base, ...key }) =>
      within(key, async (assignment) => {
        const saved = await workspace.save(assignment, { path, text, base });
        if (!saved.ok) return saved;
        const { role, edited, snapshot } = saved.value;
        return succeed({ file: { path, role, text, edited }, ...(snapshot && { snapshot }) });
      }),
    'workspace.reset': (key) => within(key, (assignment) => replacedFiles(workspace.reset(assignment))),
    'workspace.restore': ({ snapshot, ...key }) =>
      within(key, (assignment) => replacedFiles(workspace.restore(assignment, snapshot))),
    'workspace.snapshot': ({ reason, ...key }) =>
      within(key, (assignment) => workspace.snapshot(assignment, reason)),
    'workspace.snapshots': (key) =>
      within(key, async (assignment) => {
        const snapshots = await workspace.snapshots(assignment);
        return snapshots.ok ? succeed({ snapshots: snapshots.value }) : snapshots;
      }),
    'workspace.readSnapshot': ({ snapshot, ...key }) =>
      within(key, async (assignment) => {
        const read = await workspace.readSnapshot(assignment, snapshot);
        if (!read.ok) return read;
        const files = keptFiles(read.value);
        return files.ok ? succeed({ files: files.value }) : files;
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
