import * as v from 'valibot';
import { AssignmentKey, WordId } from '../../contract/index.ts';

/** What is kept of one rev of an assignment. `lastTry` is the SHA-256 of the code that failed last. */
export const KeptAssignment = v.object({
  tries: v.pipe(v.number(), v.integer(), v.minValue(0)),
  lastTry: v.nullable(v.string()),
  passedAt: v.nullable(v.string()),
  answers: v.record(v.string(), v.string()),
});
export type KeptAssignment = v.InferOutput<typeof KeptAssignment>;

export const progressVersion = 1;

/** The file `progress.json`. Revs are kept apart, so that a mark of an older one is no mark of the present one, and not lost. */
export const KeptProgress = v.object({
  format: v.literal('xdp-lab-progress'),
  version: v.literal(progressVersion),
  last: v.nullable(v.object({ ...AssignmentKey.entries, step: v.nullable(WordId) })),
  /** By `lesson/assignment`, then by rev. */
  assignments: v.record(v.string(), v.record(v.string(), KeptAssignment)),
});
export type KeptProgress = v.InferOutput<typeof KeptProgress>;

export const noProgress: KeptProgress = {
  format: 'xdp-lab-progress',
  version: progressVersion,
  last: null,
  assignments: {},
};

export const untouched: KeptAssignment = { tries: 0, lastTry: null, passedAt: null, answers: {} };
