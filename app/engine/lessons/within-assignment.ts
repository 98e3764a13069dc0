import type { AssignmentKey, Outcome } from '../../contract/index.ts';
import type { Assignment, Catalogue } from './catalogue.ts';

/** Runs jobs on the assignment that a key names, or fails where there is none. */
export const withinAssignment =
  (catalogue: Catalogue) =>
  async <T>(
    { lesson, assignment: id }: AssignmentKey,
    job: (assignment: Assignment) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const assignment = await catalogue.assignment(lesson, id);
    return assignment.ok ? job(assignment.value) : assignment;
  };
