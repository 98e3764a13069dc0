import * as v from 'valibot';
import { Text } from './text.ts';

/** A stable word id: lessons, assignments, steps, checks and hints are never numbered. */
export const WordId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/));

/** What a step asks of the learner. */
export const StepKind = v.picklist(['read', 'predict', 'edit', 'run', 'inspect']);

/** An assignment as a list of lessons shows it. */
export const AssignmentSummary = v.object({
  id: WordId,
  rev: v.number(),
  title: Text,
  task: Text,
  minutes: v.number(),
  concepts: v.array(v.string()),
});
export type AssignmentSummary = v.InferOutput<typeof AssignmentSummary>;

export const LessonSummary = v.object({
  id: WordId,
  title: Text,
  summary: Text,
  assignments: v.array(AssignmentSummary),
});
export type LessonSummary = v.InferOutput<typeof LessonSummary>;
