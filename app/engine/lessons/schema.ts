import * as v from 'valibot';
import {
  CheckLevel,
  EnvironmentName,
  EnvironmentNumber,
  ProgramName,
  StepKind,
  Text,
  WordId,
  XdpAction,
  XdpMode,
} from '../../contract/index.ts';

/** Strict objects throughout: a misspelt field in a lesson is an error with its place, not silence. */
const spec = v.strictObject;

const range = v.pipe(
  spec({ min: v.optional(v.number()), max: v.optional(v.number()) }),
  v.check(({ min, max }) => min !== undefined || max !== undefined, 'needs min, max or both'),
);

/** A frame in the packet language, cut or patched where a lesson needs a broken one. */
export const FrameSpec = v.union([
  v.string(),
  spec({
    build: v.optional(v.string()),
    raw: v.optional(v.pipe(v.string(), v.regex(/^([0-9a-f]{2}\s*)+$/i, 'needs pairs of hexadecimal digits'))),
    truncate: v.optional(v.pipe(v.number(), v.integer(), v.minValue(14))),
    set: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  }),
]);

const VectorCase = spec({
  frame: FrameSpec,
  /** One action, or several where a lesson leaves the choice (a frame too short to parse, say). */
  action: v.union([XdpAction, v.pipe(v.array(XdpAction), v.minLength(2))]),
  /** What comes out: the same bytes (unless said otherwise), another frame, or whatever matches a display filter. */
  output: v.optional(
    v.union([v.picklist(['unchanged', 'any']), spec({ frame: FrameSpec }), spec({ matches: v.string() })]),
    'unchanged',
  ),
});

const common = { level: v.optional(CheckLevel, 'must'), title: Text };

export const CheckSpec = v.variant('kind', [
  spec({
    kind: v.literal('build'),
    ...common,
    warnings: v.optional(v.picklist(['allow', 'forbid']), 'allow'),
  }),
  spec({ kind: v.literal('load'), ...common }),
  spec({ kind: v.literal('vector'), ...common, cases: v.record(WordId, VectorCase) }),
  spec({
    kind: v.literal('live'),
    ...common,
    traffic: WordId,
    /** Which sequence numbers must be answered, exactly. */
    answered: v.union([v.picklist(['all', 'none', 'odd', 'even']), v.array(v.number())]),
  }),
  spec({
    kind: v.literal('seen'),
    ...common,
    traffic: WordId,
    side: v.picklist(['inner', 'outer']),
    /** A display filter with Wireshark's field names. */
    filter: v.string(),
    count: range,
  }),
  spec({ kind: v.literal('counters'), ...common, traffic: WordId, counts: v.record(XdpAction, range) }),
  spec({ kind: v.literal('attached'), ...common, mode: v.optional(XdpMode) }),
  spec({
    kind: v.literal('source'),
    ...common,
    /** A regular expression over the source with comments blanked out. */
    pattern: v.string(),
    present: v.boolean(),
  }),
]);
export type CheckSpec = v.InferOutput<typeof CheckSpec>;

/** Conditions that must all hold for one failed check; `actual` is matched against the failed case's (or the check's) actual. */
const HintCondition = spec({
  check: WordId,
  code: v.optional(v.string()),
  case: v.optional(WordId),
  actual: v.optional(v.string()),
  /** A regular expression over the source with comments blanked out. */
  source: v.optional(v.string()),
});

const HintSpec = spec({
  id: WordId,
  /** Any of these. The first hint that matches the first failed check is offered, so the special ones stand first. */
  when: v.pipe(v.array(HintCondition), v.minLength(1)),
  text: Text,
  /** A region of the learner's file, or a step of the lesson, to look at. */
  shows: v.optional(v.string()),
});

const StepSpec = spec({
  id: WordId,
  do: StepKind,
  /** The checks whose lamps this step carries. */
  checks: v.optional(v.array(WordId), []),
  question: v.optional(
    spec({
      text: Text,
      choices: v.record(WordId, spec({ text: Text, why: Text })),
      answer: WordId,
    }),
  ),
});

const Traffic = v.variant('kind', [
  spec({
    kind: v.literal('ping'),
    family: v.picklist(['ip6', 'ip4']),
    vlan: v.optional(v.picklist([1, 2])),
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
    /** ICMP payload, bytes. */
    lengthBytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(1400)), 56),
  }),
]);

export const AssignmentSpec = spec({
  id: WordId,
  rev: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: Text,
  /** The task in one sentence. */
  task: Text,
  minutes: v.number(),
  concepts: v.array(v.string()),
  environment: spec({
    name: EnvironmentName,
    number: v.optional(EnvironmentNumber, 1),
    vlan: v.optional(v.boolean(), false),
    legacyIp: v.optional(v.boolean(), false),
  }),
  files: v.pipe(
    v.array(
      spec({
        path: v.pipe(v.string(), v.regex(/^[a-z0-9_]+\.(c|h)$/)),
        role: v.picklist(['main', 'header', 'user', 'readonly']),
        /** Named pieces of the file: each is the C function (or struct) of that name. */
        regions: v.optional(v.record(WordId, ProgramName), {}),
      }),
    ),
    v.check(
      (files) => files.filter((file) => file.role === 'main').length === 1,
      'needs exactly one file with role main',
    ),
  ),
  attach: spec({ program: ProgramName, mode: v.optional(XdpMode, 'native') }),
  traffic: v.optional(v.record(WordId, Traffic), {}),
  /** How the starter fails, on purpose: its first failed `must` check, and the hint it fires. */
  startState: spec({ check: WordId, code: v.string(), hint: WordId }),
  /** How each program under reject/ fails: a check that fails, a failed case of it, and the hint offered. */
  rejects: v.record(
    WordId,
    spec({ check: WordId, code: v.optional(v.string()), case: v.optional(WordId), hint: WordId }),
  ),
  steps: v.pipe(v.array(StepSpec), v.minLength(1)),
  checks: v.record(WordId, CheckSpec),
  hints: v.array(HintSpec),
  /** After how many failed tries the solution is offered, as a diff. */
  reveal: spec({ after: v.number(), how: v.picklist(['diff']) }),
});
export type AssignmentSpec = v.InferOutput<typeof AssignmentSpec>;

/** `lesson.yaml`: all behaviour of a lesson. The prose stands beside it in en.md and ja.md. */
export const LessonSpec = spec({
  schema: v.literal(1),
  id: WordId,
  title: Text,
  summary: Text,
  assignments: v.pipe(v.array(AssignmentSpec), v.minLength(1)),
});
export type LessonSpec = v.InferOutput<typeof LessonSpec>;
