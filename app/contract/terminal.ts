import * as v from 'valibot';
import { EnvironmentName } from './environment.ts';

/** `shell`: the learner's own. `namespace`: the same, inside an environment; needs root to enter it. */
export const TerminalProfile = v.variant('kind', [
  v.object({ kind: v.literal('shell') }),
  v.object({ kind: v.literal('namespace'), environment: EnvironmentName }),
]);
export type TerminalProfile = v.InferOutput<typeof TerminalProfile>;

export const TerminalSize = v.object({
  columns: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(1000)),
  rows: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
});
export type TerminalSize = v.InferOutput<typeof TerminalSize>;

/**
 * A terminal that was not closed; `recent` is the end of its output (256 kB at most), for a page that connects anew, and
 * `ended` is not null once its program has (`exitCode` null: by a signal).
 */
export const TerminalState = v.object({
  terminal: v.string(),
  profile: TerminalProfile,
  size: TerminalSize,
  recent: v.string(),
  ended: v.nullable(v.object({ exitCode: v.nullable(v.number()) })),
});
export type TerminalState = v.InferOutput<typeof TerminalState>;
