import { xdpActions, type Evidence } from '../../../contract/index.ts';
import { buildFrame, describeFrame, dissect, matches, parseFilter } from '../../../packet/index.ts';
import type { CheckSpec } from '../../lessons/schema.ts';
import type { DryObservation, VectorRun } from '../observe/dry.ts';
import { passed, type Judgement } from './judgement.ts';

type VectorSpec = Extract<CheckSpec, { kind: 'vector' }>;
type CaseSpec = VectorSpec['cases'][string];

/** For each frame: is the action right, and are the bytes that come out? */
export const judgeVector = (
  id: string,
  spec: VectorSpec,
  { vectors, vectorsMs }: DryObservation,
): Judgement => {
  const runs = vectors.filter(({ check }) => check === id);
  const ms = (vectorsMs * runs.length) / Math.max(1, vectors.length);
  if (runs.length < Object.keys(spec.cases).length) return notRun(spec, ms);
  const judged = runs.map((run) => judgeCase(run, caseOf(spec, run.case)));
  const evidence = judged.map(({ packet }) => packet);
  const wrong = judged.find(({ code }) => code !== 'ok');
  if (!wrong) {
    return passed({
      message: {
        en: `All ${runs.length} frames are treated right.`,
        ja: `${runs.length} 個のフレームすべてが正しく処理されました。`,
      },
      expected: `${runs.length} frames`,
      evidence,
      ms,
    });
  }
  const { packet, expected, actual, code } = wrong;
  return {
    state: 'fail',
    code,
    message: {
      en: `${packet.case} (${packet.rule}): ${expected} was expected, ${actual} came out.`,
      ja: `${packet.case}(${packet.rule}): 期待は ${expected}、結果は ${actual} でした。`,
    },
    expected,
    actual,
    evidence,
    ms,
  };
};

/** The kernel runs frames through every XDP program but those that run behind a redirect. */
const notRun = ({ cases }: VectorSpec, ms: number): Judgement => ({
  state: 'fail',
  code: 'not-run',
  message: {
    en: 'The kernel runs no frames through this program: its section is one for programs behind a redirect.',
    ja: 'カーネルはこのプログラムにフレームを通しません。セクションがリダイレクト先のプログラム用だからです。',
  },
  expected: `${Object.keys(cases).length} frames`,
  actual: 'none run',
  evidence: [],
  ms,
});

type PacketEvidence = Extract<Evidence, { kind: 'packet' }>;

interface CaseJudgement {
  readonly code: 'ok' | 'wrong-action' | 'wrong-bytes';
  readonly expected: string;
  readonly actual: string;
  readonly packet: PacketEvidence;
}

/** What leaves with DROP or ABORTED goes nowhere, so its bytes say nothing. */
const goesOn = (action: string): boolean => action !== 'XDP_DROP' && action !== 'XDP_ABORTED';

const judgeCase = (run: VectorRun, spec: CaseSpec): CaseJudgement => {
  const allowed = [spec.action].flat();
  const action = nameOfAction(run.action);
  const wanted = wantedFrame(run, spec, allowed);
  const packet = {
    kind: 'packet' as const,
    case: run.case,
    rule: ruleOf(spec, run.input),
    frame: hex(run.input),
    expectedAction: allowed.join(' | '),
    actualAction: action,
    output: hex(run.output),
    ...(wanted && { expectedOutput: hex(wanted) }),
  };
  if (!allowed.some((one) => one === action)) {
    const expected = packet.expectedAction;
    return { code: 'wrong-action', expected, actual: action, packet: { ...packet, state: 'fail' } };
  }
  const bytes = goesOn(action) ? judgeBytes(run, spec.output) : undefined;
  if (bytes) return { code: 'wrong-bytes', ...bytes, packet: { ...packet, state: 'fail' } };
  return { code: 'ok', expected: action, actual: action, packet: { ...packet, state: 'pass' } };
};

/** What is wrong with the bytes that came out, or undefined. */
const judgeBytes = (
  { input, output }: VectorRun,
  wanted: CaseSpec['output'],
): { expected: string; actual: string } | undefined => {
  if (wanted === 'any') return undefined;
  if (typeof wanted === 'object' && 'matches' in wanted) {
    const filter = parseFilter(wanted.matches);
    if (!filter.ok) throw new Error(`${wanted.matches}: ${filter.error.message}`);
    return matches(filter.filter, dissect(output))
      ? undefined
      : { expected: wanted.matches, actual: describeFrame(output) };
  }
  const expected = wanted === 'unchanged' ? input : built(wanted.frame);
  return Buffer.compare(expected, output) === 0
    ? undefined
    : { expected: describeFrame(expected), actual: describeFrame(output) };
};

/** The frame that a rule asks for byte by byte, where it asks for one that goes anywhere. */
const wantedFrame = (
  { input }: VectorRun,
  { output }: CaseSpec,
  allowed: readonly string[],
): Uint8Array | undefined => {
  if (output === 'any' || !allowed.some(goesOn)) return undefined;
  if (output === 'unchanged') return input;
  return typeof output === 'object' && 'frame' in output ? built(output.frame) : undefined;
};

/** The name of a return value; a program may return any number, which the kernel treats as XDP_ABORTED. */
const nameOfAction = (value: number): string => xdpActions[value] ?? `${value}`;

const built = (spec: CaseSpec['frame']): Uint8Array => {
  const result = buildFrame(spec);
  if (!result.ok) throw new Error(result.error.message);
  return result.frame;
};

const caseOf = (spec: VectorSpec, id: string): CaseSpec => {
  const found = spec.cases[id];
  if (!found) throw new Error(`no case ${id} among the check's own`);
  return found;
};

const ruleOf = ({ frame }: CaseSpec, bytes: Uint8Array): string => {
  if (typeof frame === 'string') return frame;
  const text = frame.build ?? describeFrame(bytes);
  const set = Object.entries(frame.set ?? {}).map(([field, value]) => `${field}=${value}`);
  const cut = frame.truncate === undefined ? [] : [`${frame.truncate} bytes`];
  const notes = [...set, ...cut];
  return notes.length > 0 ? `${text} [${notes.join(', ')}]` : text;
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
