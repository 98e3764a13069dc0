import * as v from 'valibot';
import { CheckReport, Verdict } from './check.ts';
import { Text } from './text.ts';
import { Count, Moment } from './count.ts';

/** One grading of the learner's own files, as a list shows it. `number` counts from 1 within the assignment. */
export const RunSummary = v.object({
  id: v.string(),
  number: Count,
  /** UTC. */
  at: Moment,
  verdict: Verdict,
  summary: Text,
  /** Real traffic was sent, not only vectors. */
  live: v.boolean(),
  /** Required checks. */
  passed: Count,
  required: Count,
  ms: v.pipe(v.number(), v.finite()),
});
export type RunSummary = v.InferOutput<typeof RunSummary>;

/** The text of a kept file. */
export const KeptFile = v.object({ path: v.string(), text: v.string() });
export type KeptFile = v.InferOutput<typeof KeptFile>;

/** A run with the code that was graded and what came of it. */
export const Run = v.object({ ...RunSummary.entries, report: CheckReport, files: v.array(KeptFile) });
export type Run = v.InferOutput<typeof Run>;
