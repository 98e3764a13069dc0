import * as v from 'valibot';
import { RanCommand } from './command.ts';
import { EnvironmentName, EnvironmentNumber } from './environment.ts';
import { LabFailure } from './failure.ts';
import { SourcePlace } from './verifier.ts';
import { TapState } from './tap.ts';
import { Text } from './text.ts';

/** `cannot` is the machine's fault and never the learner's; `stale` was not run on this code. */
export const CheckState = v.picklist(['pass', 'fail', 'cannot', 'stale']);
export type CheckState = v.InferOutput<typeof CheckState>;

export const CheckKind = v.picklist([
  'build',
  'load',
  'vector',
  'live',
  'seen',
  'counters',
  'attached',
  'source',
]);
export type CheckKind = v.InferOutput<typeof CheckKind>;

/** Only `must` decides the verdict; `bonus` is praised, `note` is remarked. */
export const CheckLevel = v.picklist(['must', 'bonus', 'note']);
export type CheckLevel = v.InferOutput<typeof CheckLevel>;

/** One packet and what became of it. Bytes are hexadecimal; `rule` is what was asked of it, in the packet language. */
export const PacketEvidence = v.object({
  kind: v.literal('packet'),
  case: v.string(),
  rule: v.string(),
  frame: v.string(),
  expectedAction: v.string(),
  actualAction: v.string(),
  output: v.string(),
  /** The frame that was to come out, where the rule states all its bytes. */
  expectedOutput: v.optional(v.string()),
  state: v.picklist(['pass', 'fail']),
});

/** Packets by action, and what counted them (`xdp_stats_map`, the tap, or the driver). */
export const ActionCounters = v.object({ source: v.string(), counts: v.record(v.string(), v.number()) });
export type ActionCounters = v.InferOutput<typeof ActionCounters>;

export const Evidence = v.variant('kind', [
  PacketEvidence,
  v.object({ kind: v.literal('place'), place: SourcePlace, said: v.string() }),
  /** Sequence numbers sent, and those whose answer came back. */
  v.object({
    kind: v.literal('sequence'),
    traffic: v.string(),
    sent: v.array(v.number()),
    answered: v.array(v.number()),
  }),
  v.object({ kind: v.literal('counts'), ...ActionCounters.entries }),
  v.object({
    kind: v.literal('capture'),
    side: v.picklist(['inner', 'outer']),
    filter: v.string(),
    matched: v.number(),
    seen: v.number(),
    frames: v.array(v.string()),
  }),
  v.object({ kind: v.literal('log'), text: v.string() }),
]);
export type Evidence = v.InferOutput<typeof Evidence>;

/** What one check found. `expected` and `actual` are short, in the field's own words (`XDP_DROP`, `16 bytes`). */
export const CheckResult = v.object({
  id: v.string(),
  kind: CheckKind,
  level: CheckLevel,
  title: Text,
  state: CheckState,
  /** What happened, as a word: `ok`, `wrong-action`, `wrong-bytes`, `packet-bounds`, `not-reached`, or a failure's code. */
  code: v.string(),
  message: Text,
  expected: v.string(),
  actual: v.string(),
  evidence: v.array(Evidence),
  ms: v.number(),
});
export type CheckResult = v.InferOutput<typeof CheckResult>;

/** The way of a check, in order; `vectors` and the last three are left out by `only`. */
export const StageName = v.picklist(['build', 'load', 'vectors', 'environment', 'attach', 'traffic']);
export type StageName = v.InferOutput<typeof StageName>;

export const Stage = v.object({ name: StageName, state: CheckState, ms: v.number() });
export type Stage = v.InferOutput<typeof Stage>;

export const Verdict = v.picklist(['pass', 'fail', 'cannot']);
export type Verdict = v.InferOutput<typeof Verdict>;

export const Hint = v.object({ id: v.string(), text: Text, shows: v.nullable(v.string()) });
export type Hint = v.InferOutput<typeof Hint>;

/** A whole grading. `failure` says what stopped it where the verdict is `cannot`. */
export const CheckReport = v.object({
  lesson: v.string(),
  assignment: v.string(),
  rev: v.number(),
  verdict: Verdict,
  /** The one sentence a learner reads first. */
  summary: Text,
  ms: v.number(),
  stages: v.array(Stage),
  checks: v.array(CheckResult),
  hint: v.nullable(Hint),
  failure: v.nullable(LabFailure),
  /** Of the live part, where the tap was asked for and the program came to be attached. */
  tap: v.optional(TapState),
  /** What the run's traffic was counted as, whether or not a check asks for it; null where none was sent or counted. */
  counters: v.optional(v.nullable(ActionCounters), null),
  commands: v.array(RanCommand),
});
export type CheckReport = v.InferOutput<typeof CheckReport>;

/** What to grade: a file or folder where it lies, or one of the lesson's own programs. */
export const CheckSource = v.variant('kind', [
  v.object({ kind: v.literal('path'), path: v.string() }),
  /** The learner's own files, as `workspace.open` gives them; counts as a try. */
  v.object({ kind: v.literal('workspace') }),
  v.object({ kind: v.literal('start') }),
  v.object({ kind: v.literal('solution') }),
]);
export type CheckSource = v.InferOutput<typeof CheckSource>;

export const CheckRequest = v.object({
  lesson: v.string(),
  assignment: v.string(),
  source: CheckSource,
  only: v.optional(v.picklist(['vectors', 'live'])),
  /** Another environment name and number than the lesson's, so that two gradings can run side by side. */
  environment: v.optional(v.object({ name: EnvironmentName, number: EnvironmentNumber })),
  /** Attaches with the tap around the program where that can be done; the checks are the same. */
  tap: v.optional(v.boolean()),
});
export type CheckRequest = v.InferOutput<typeof CheckRequest>;
