import { expect, it } from 'vitest';
import { judgeVector } from '../../../../app/engine/check/judge/vector.ts';
import type { CheckSpec } from '../../../../app/engine/lessons/schema.ts';
import { buildFrame } from '../../../../app/packet/index.ts';

type Case = Extract<CheckSpec, { kind: 'vector' }>['cases'][string];

const frameOf = (spec: Case['frame']): Uint8Array => {
  const built = buildFrame(spec);
  if (!built.ok) throw new Error(built.error.message);
  return built.frame;
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const input = frameOf('eth/ip6/icmp6.echo(seq=2)');
const actions = { XDP_DROP: 1, XDP_PASS: 2, XDP_TX: 3 };

/** What is judged of a program that answers a frame with an action, and the frame as it came. */
const judged = (rule: Omit<Case, 'frame'>, action: keyof typeof actions) =>
  judgeVector(
    'echo',
    {
      kind: 'vector',
      level: 'must',
      title: { en: 't', ja: 't' },
      cases: { one: { frame: 'eth/ip6/icmp6.echo(seq=2)', ...rule } },
    },
    {
      load: { accepted: true, programs: [], maps: [], ms: 1 },
      vectors: [{ check: 'echo', case: 'one', input, action: actions[action], output: input }],
      vectorsMs: 1,
      commands: [],
    },
  );

it('names the frame that was to come out where the rule states all its bytes', () => {
  const wanted = { frame: 'eth/ip6/icmp6.echo(seq=3)' };
  expect(judged({ action: 'XDP_TX', output: wanted }, 'XDP_TX')).toMatchObject({
    code: 'wrong-bytes',
    evidence: [{ expectedOutput: hex(frameOf(wanted.frame)), output: hex(input) }],
  });
  expect(judged({ action: 'XDP_PASS', output: 'unchanged' }, 'XDP_DROP')).toMatchObject({
    code: 'wrong-action',
    evidence: [{ expectedOutput: hex(input) }],
  });
});

it.each([
  [{ action: 'XDP_PASS', output: 'any' }, 'XDP_PASS'],
  [{ action: 'XDP_PASS', output: { matches: 'icmpv6' } }, 'XDP_PASS'],
  [{ action: 'XDP_DROP', output: 'unchanged' }, 'XDP_DROP'],
] as const)('names none where the rule %j leaves the bytes open', (rule, action) => {
  expect(judged(rule, action).evidence[0]).not.toHaveProperty('expectedOutput');
});
