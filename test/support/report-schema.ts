import * as v from 'valibot';

const sentence = v.pipe(v.string(), v.nonEmpty());
const ms = v.pipe(v.number(), v.minValue(0));
const state = v.picklist(['pass', 'fail', 'cannot', 'stale']);

const evidence = v.variant('kind', [
  v.strictObject({
    kind: v.literal('packet'),
    case: sentence,
    rule: sentence,
    frame: v.pipe(v.string(), v.hexadecimal()),
    expectedAction: v.pipe(v.string(), v.startsWith('XDP_')),
    actualAction: sentence,
    output: v.string(),
    expectedOutput: v.optional(v.pipe(v.string(), v.hexadecimal())),
    state: v.picklist(['pass', 'fail']),
  }),
  v.strictObject({
    kind: v.literal('place'),
    place: v.strictObject({
      file: sentence,
      line: v.pipe(v.number(), v.minValue(1)),
      column: v.nullable(v.number()),
      text: v.string(),
    }),
    said: v.string(),
  }),
  v.strictObject({
    kind: v.literal('sequence'),
    traffic: sentence,
    sent: v.array(v.number()),
    answered: v.array(v.number()),
  }),
  v.strictObject({ kind: v.literal('counts'), source: sentence, counts: v.record(v.string(), v.number()) }),
  v.strictObject({
    kind: v.literal('capture'),
    side: v.picklist(['inner', 'outer']),
    filter: sentence,
    matched: v.number(),
    seen: v.number(),
    frames: v.array(v.string()),
  }),
  v.strictObject({ kind: v.literal('log'), text: sentence }),
]);

const command = v.strictObject({
  argv: v.pipe(v.array(v.string()), v.minLength(1)),
  exitCode: v.nullable(v.number()),
  ms,
});

/** A failure as `--json` prints it: every text is one sentence of one language. */
export const FailureJson = v.strictObject({
  code: sentence,
  message: sentence,
  detail: v.string(),
  fix: v.optional(sentence),
});

/** What `xdp-lab check --json` prints; a field more or less is a change that a reader of it must be told. */
export const ReportJson = v.strictObject({
  lesson: sentence,
  assignment: sentence,
  rev: v.pipe(v.number(), v.minValue(1)),
  verdict: v.picklist(['pass', 'fail', 'cannot']),
  summary: sentence,
  ms,
  stages: v.array(
    v.strictObject({
      name: v.picklist(['build', 'load', 'vectors', 'environment', 'attach', 'traffic']),
      state,
      ms,
    }),
  ),
  checks: v.array(
    v.strictObject({
      id: sentence,
      kind: v.picklist(['build', 'load', 'vector', 'live', 'seen', 'counters', 'attached', 'source']),
      level: v.picklist(['must', 'bonus', 'note']),
      state,
      code: sentence,
      title: sentence,
      message: sentence,
      expected: v.string(),
      actual: v.string(),
      evidence: v.array(evidence),
      ms,
    }),
  ),
  hint: v.nullable(v.strictObject({ id: sentence, text: sentence, shows: v.nullable(v.string()) })),
  failure: v.nullable(FailureJson),
  counters: v.nullable(v.strictObject({ source: sentence, counts: v.record(v.string(), v.number()) })),
  commands: v.array(command),
});
export type ReportJson = v.InferOutput<typeof ReportJson>;

/** Parses what `--json` printed; anything beside the JSON, or a shape that does not fit, throws. */
export const parseReport = (stdout: string): ReportJson => v.parse(ReportJson, JSON.parse(stdout));

/** Parses the failure that `--json` printed in place of an answer. */
export const parseFailure = (stdout: string): v.InferOutput<typeof FailureJson> =>
  v.parse(v.strictObject({ failure: FailureJson }), JSON.parse(stdout)).failure;

const addresses = v.array(v.pipe(v.string(), v.regex(/^[0-9a-f:.]+\/\d+$/)));
const end = v.strictObject({ interface: sentence, mac: v.pipe(v.string(), v.mac48()), addresses });

const attached = v.strictObject({
  interface: sentence,
  mode: v.picklist(['native', 'skb']),
  id: v.pipe(v.number(), v.minValue(1)),
  name: sentence,
  tag: v.pipe(v.string(), v.hexadecimal()),
});

export const EnvironmentJson = v.strictObject({
  name: sentence,
  number: v.number(),
  vlan: v.picklist(['none', '8021q', 'clsact']),
  legacyIp: v.boolean(),
  keep: v.boolean(),
  outer: end,
  inner: end,
  program: v.nullable(attached),
  heldBy: v.nullable(v.number()),
});

export const EnvironmentAnswerJson = v.strictObject({
  environment: EnvironmentJson,
  commands: v.array(command),
});
export const AttachedJson = v.strictObject({
  attached,
  /** Null where the tap was not asked for. */
  tap: v.null(),
  commands: v.array(command),
});
export const ProgramsJson = v.strictObject({
  programs: v.array(attached),
  report: v.string(),
  commands: v.array(command),
});
