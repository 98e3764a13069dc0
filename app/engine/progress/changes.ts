import { noProgress, untouched, type KeptAssignment, type KeptProgress } from './kept-progress.ts';

/** A step from one state to the next. Pure, so that one that could not be written is simply made again later. */
export type Change = (kept: KeptProgress) => KeptProgress;

/** Which rev of which assignment. */
export interface AssignmentRev {
  readonly lesson: string;
  readonly assignment: string;
  readonly rev: number;
}

const changing =
  ({ lesson, assignment, rev }: AssignmentRev, change: (kept: KeptAssignment) => KeptAssignment): Change =>
  (kept) => {
    const key = `${lesson}/${assignment}`;
    const revs = kept.assignments[key] ?? {};
    const changed = change(revs[rev] ?? untouched);
    return { ...kept, assignments: { ...kept.assignments, [key]: { ...revs, [rev]: changed } } };
  };

/** The learner went to a step, or to an assignment as a whole. */
export const visited =
  (last: NonNullable<KeptProgress['last']>): Change =>
  (kept) => ({ ...kept, last });

/** A prediction was made; only the first one of a step counts. */
export const answered = (of: AssignmentRev, step: string, choice: string): Change =>
  changing(of, (kept) => ({ ...kept, answers: { [step]: choice, ...kept.answers } }));

/** All that must pass did. `at` is ISO 8601, UTC; the first pass stays. */
export const passed = (of: AssignmentRev, at: string): Change =>
  changing(of, (kept) => ({ ...kept, passedAt: kept.passedAt ?? at }));

/** Code failed; the same code again is not another try. */
export const tried = (of: AssignmentRev, sha256: string): Change =>
  changing(of, (kept) =>
    kept.lastTry === sha256 ? kept : { ...kept, lastTry: sha256, tries: kept.tries + 1 },
  );

/** What several changes make of a state. */
export const applied = (kept: KeptProgress | undefined, changes: readonly Change[]): KeptProgress =>
  changes.reduce((state, change) => change(state), kept ?? noProgress);
