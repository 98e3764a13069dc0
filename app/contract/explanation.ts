import * as v from 'valibot';
import { RanCommand } from './command.ts';
import { WordId } from './lesson.ts';
import { ProgramName } from './program.ts';
import { Text } from './text.ts';
import { RejectionClass, SourcePlace } from './verifier.ts';

/** Longer texts are cut to head and tail by who sends them: a log is read at most this long (UTF-16 units) in one call. */
export const longestLogText = 32 * 1024 * 1024;

/** How far packet access is proven at the rejected line (`r=` of the pointer), and how far the code reaches (`off` + `size`). */
export const PacketProof = v.object({ provenBytes: v.number(), neededBytes: v.number() });
export type PacketProof = v.InferOutput<typeof PacketProof>;

/** What makes a packet access unproven; `end-moved` is arithmetic on data_end, which the verifier forbids. */
export const PacketCase = v.picklist(['no-check', 'too-short', 'wrong-pointer', 'wrong-side', 'end-moved']);
export type PacketCase = v.InferOutput<typeof PacketCase>;

/** One instruction as the log prints it; `state` are the registers that it changed, word for word. */
export const LoggedInstruction = v.object({
  /** The line of the log, from 0. */
  logLine: v.number(),
  instruction: v.number(),
  text: v.string(),
  state: v.string(),
});
export type LoggedInstruction = v.InferOutput<typeof LoggedInstruction>;

/** The verifier at one source line: it comes again for every pass and every branch. */
export const SourceVisit = v.object({
  /** Its number in the order of visit, from 0. */
  number: v.number(),
  /** Null for instructions that belong to no line, or where the program has no BTF. */
  place: v.nullable(SourcePlace),
  /** Lines of the log, `to` not included. */
  from: v.number(),
  to: v.number(),
  /** Null where these lines are among those left out. */
  instructions: v.nullable(v.array(LoggedInstruction)),
});
export type SourceVisit = v.InferOutput<typeof SourceVisit>;

/** What Linux 7.3 and later says itself below its log, word for word and in English. */
export const KernelReport = v.object({
  category: v.string(),
  problem: v.string(),
  reason: v.string(),
  suggestion: v.string(),
  /** The section “Causal path” as it stands. */
  causalPath: v.array(v.string()),
});
export type KernelReport = v.InferOutput<typeof KernelReport>;

/** A stretch of lines that was not kept. */
export const LeftOut = v.object({ from: v.number(), lines: v.number(), characters: v.number() });
export type LeftOut = v.InferOutput<typeof LeftOut>;

/** The verifier's verdict, explained. Visits and the log's lines beyond the first are asked for by `explanation`. */
export const Explanation = v.object({
  explanation: v.string(),
  accepted: v.boolean(),
  class: v.nullable(RejectionClass),
  packetCase: v.nullable(PacketCase),
  /** The rejected line. */
  place: v.nullable(SourcePlace),
  /** Another line that belongs to the matter: where the thing was taken, which call made the pointer stale. */
  related: v.nullable(SourcePlace),
  sentence: Text,
  /** The line of the log that gives the reason, word for word. */
  reason: v.string(),
  proof: v.nullable(PacketProof),
  kernelReport: v.nullable(KernelReport),
  /** The function that was verified, where the log names it. */
  program: v.nullable(v.string()),
  /** False for a text in which nothing of a verifier was found; it is kept and shown all the same. */
  recognised: v.boolean(),
  /** Instructions that the verifier went through, as it says at the end; null where it does not. */
  processedInstructions: v.nullable(v.number()),
  /** The rejected line with its instructions; it stands among the visits too. */
  rejected: v.nullable(SourceVisit),
  visits: v.object({
    total: v.number(),
    /** Visits in the middle of a very long log that were counted, not kept. */
    leftOut: v.nullable(v.object({ from: v.number(), visits: v.number() })),
    first: v.array(SourceVisit),
  }),
  log: v.object({ lines: v.number(), characters: v.number(), leftOut: v.nullable(LeftOut) }),
  commands: v.array(RanCommand),
  ms: v.number(),
});
export type Explanation = v.InferOutput<typeof Explanation>;

/** What to explain: a log as it was printed, a file (C, object or log, by what is in it), or the learner's own file. */
export const ExplainRequest = v.variant('kind', [
  v.object({ kind: v.literal('log'), text: v.pipe(v.string(), v.maxLength(longestLogText)) }),
  v.object({ kind: v.literal('source'), path: v.string(), program: v.optional(ProgramName) }),
  v.object({ kind: v.literal('workspace'), lesson: WordId, assignment: WordId }),
]);
export type ExplainRequest = v.InferOutput<typeof ExplainRequest>;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const part = (most: number) => ({
  explanation: v.string(),
  from: whole,
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most)),
});

/** The verifier's part of the lab's contract. The last few explanations are kept; an older one is `not-found`. */
export const verifierCalls = {
  'verifier.explain': { input: ExplainRequest, output: Explanation },
  'verifier.visits': { input: v.object(part(500)), output: v.object({ visits: v.array(SourceVisit) }) },
  /** Lines of the log as they were printed; one that was not kept is null. */
  'verifier.log': {
    input: v.object(part(5000)),
    output: v.object({ lines: v.array(v.nullable(v.string())) }),
  },
  /** Every register and stack slot that the verifier knew before a line of the log. */
  'verifier.registers': {
    input: v.object({ explanation: v.string(), logLine: whole }),
    output: v.object({ registers: v.array(v.object({ name: v.string(), value: v.string() })) }),
  },
};
