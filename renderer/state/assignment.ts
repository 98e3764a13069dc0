import type { AssignmentKey } from '../../app/contract/index.ts';

/** Whether two keys mean one assignment; none is the same as no other. */
export const sameAssignment = (one: AssignmentKey | undefined, other: AssignmentKey | undefined): boolean =>
  one !== undefined && one.lesson === other?.lesson && one.assignment === other.assignment;
