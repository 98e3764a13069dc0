import * as v from 'valibot';

/** A command line the lab ran, so that the learner can see it and repeat it. `exitCode` is null when a signal ended it. */
export const RanCommand = v.object({
  argv: v.array(v.string()),
  exitCode: v.nullable(v.number()),
  ms: v.number(),
});
export type RanCommand = v.InferOutput<typeof RanCommand>;
