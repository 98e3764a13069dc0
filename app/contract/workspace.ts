import * as v from 'valibot';
import { EnvironmentName } from './environment.ts';
import { LabFailure } from './failure.ts';
import { AssignmentSummary, LessonSummary, StepKind, WordId } from './lesson.ts';
import { CheckKind, CheckLevel } from './check.ts';
import { Count, Moment } from './count.ts';
import { Text } from './text.ts';

/** Which assignment is meant. */
export const AssignmentKey = v.object({ lesson: WordId, assignment: WordId });
export type AssignmentKey = v.InferOutput<typeof AssignmentKey>;

export const FileRole = v.picklist(['main', 'header', 'user', 'readonly']);

/** A file of an assignment as the learner has it. `text` is exact: line ends, NUL bytes and all. */
export const WorkFile = v.object({
  path: v.string(),
  role: FileRole,
  text: v.string(),
  /** Differs from the starter. */
  edited: v.boolean(),
});
export type WorkFile = v.InferOutput<typeof WorkFile>;

/** A kept copy of an assignment's files, made before something replaces them. `at` is UTC. */
export const Snapshot = v.object({
  id: v.string(),
  at: Moment,
  reason: v.picklist(['reset', 'reveal', 'restore', 'asked', 'conflict']),
  files: v.array(v.object({ path: v.string(), lengthBytes: Count })),
});
export type Snapshot = v.InferOutput<typeof Snapshot>;

/** A step as a page draws it. A prediction's answer stays with the engine until it is given. */
export const StepDetail = v.object({
  id: WordId,
  do: StepKind,
  checks: v.array(WordId),
  question: v.nullable(v.object({ text: Text, choices: v.array(v.object({ id: WordId, text: Text })) })),
});

export const AssignmentDetail = v.object({
  ...AssignmentSummary.entries,
  environment: v.object({
    name: EnvironmentName,
    number: v.number(),
    vlan: v.boolean(),
    legacyIp: v.boolean(),
  }),
  files: v.array(v.object({ path: v.string(), role: FileRole, regions: v.record(WordId, v.string()) })),
  steps: v.array(StepDetail),
  checks: v.array(v.object({ id: WordId, kind: CheckKind, level: CheckLevel, title: Text })),
  /** After how many failed tries the solution is offered. */
  revealAfter: v.number(),
});
export type AssignmentDetail = v.InferOutput<typeof AssignmentDetail>;

/** A whole lesson: its prose is Markdown with one `{#assignment/step}` heading a step. */
export const LessonDetail = v.object({
  ...LessonSummary.entries,
  assignments: v.array(AssignmentDetail),
  prose: Text,
});
export type LessonDetail = v.InferOutput<typeof LessonDetail>;

/** What a learner has done with one assignment. A mark (`passedAt`) is earned once and stays, for that `rev`. */
export const AssignmentProgress = v.object({
  rev: v.number(),
  tries: v.number(),
  passedAt: v.nullable(v.string()),
  /** Step id to the choice given. */
  answers: v.record(v.string(), v.string()),
});

export const Progress = v.object({
  /** Where the learner left off. */
  last: v.nullable(v.object({ ...AssignmentKey.entries, step: v.nullable(WordId) })),
  /** By `lesson/assignment`. */
  assignments: v.record(v.string(), AssignmentProgress),
  /** The path that a file which could not be read was set aside to, or null. */
  setAside: v.nullable(v.string()),
  /** Why the last change is in memory only; it is written together with the next one that can be. */
  unsaved: v.optional(LabFailure),
});
export type Progress = v.InferOutput<typeof Progress>;
