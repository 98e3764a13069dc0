import {
  succeed,
  type CheckReport,
  type Emit,
  type Handlers,
  type LabContract,
} from '../../contract/index.ts';
import type { Assignment, Catalogue } from '../lessons/catalogue.ts';
import { withinAssignment } from '../lessons/within-assignment.ts';
import { keptFiles, replacedFiles } from '../workspace/file-texts.ts';
import type { Workspace, WorkSource } from '../workspace/workspace.ts';
import type { HistoryStore } from './history-store.ts';

type HistoryCall = Extract<keyof LabContract['calls'], `history.${string}`>;

interface Parts {
  readonly catalogue: Catalogue;
  readonly workspace: Workspace;
  readonly store: HistoryStore;
  readonly emit: Emit<LabContract>;
}

/** What came of the learner's gradings: its calls, and what keeps one more. */
export interface HistoryKeeper {
  readonly handlers: Pick<Handlers<LabContract>, HistoryCall>;
  readonly graded: (assignment: Assignment, report: CheckReport, code: WorkSource) => Promise<void>;
}

export const createHistoryKeeper = ({ catalogue, workspace, store, emit }: Parts): HistoryKeeper => {
  const within = withinAssignment(catalogue);
  return {
    handlers: {
      'history.list': (key) =>
        within(key, async (assignment) => {
          const runs = await store.list(assignment);
          return runs.ok ? succeed({ runs: runs.value }) : runs;
        }),
      'history.read': ({ run: id, ...key }) =>
        within(key, async (assignment) => {
          const run = await store.read(assignment, id);
          if (!run.ok) return run;
          const files = keptFiles(run.value.files);
          return files.ok ? succeed({ ...run.value, files: files.value }) : files;
        }),
      'history.restore': ({ run: id, ...key }) =>
        within(key, async (assignment) => {
          const run = await store.read(assignment, id);
          return run.ok ? replacedFiles(workspace.putBack(assignment, run.value.files)) : run;
        }),
    },
    graded: async (assignment, report, { files }) => {
      // The learner is asked for root then, and the check repeated.
      if (report.failure?.code === 'not-allowed') return;
      const added = await store.add(assignment, report, files);
      // A disk that takes nothing must not spoil the check, and saving says what is wrong with it.
      if (!added.ok) return;
      emit('history.added', {
        lesson: assignment.lesson.id,
        assignment: assignment.spec.id,
        run: added.value,
      });
    },
  };
};
