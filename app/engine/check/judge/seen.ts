import { dissect, matches, parseFilter } from '../../../packet/index.ts';
import type { CheckSpec } from '../../lessons/schema.ts';
import type { TrafficObservation } from '../observe/traffic.ts';
import { passed, type Judgement } from './judgement.ts';
import { contains, rangeText } from './range.ts';

type SeenSpec = Extract<CheckSpec, { kind: 'seen' }>;

/** More frames than these would not help a learner to see what went wrong. */
const framesShown = 8;

/** How many packets at one end match a display filter? */
export const judgeSeen = (spec: SeenSpec, { captured }: TrafficObservation, ms: number): Judgement => {
  if (!captured) throw new Error('a seen check was judged without a capture');
  const filter = parseFilter(spec.filter);
  if (!filter.ok) throw new Error(`${spec.filter}: ${filter.error.message}`);
  const frames = captured[spec.side];
  const found = frames.filter(({ bytes }) => matches(filter.filter, dissect(bytes)));
  const expected = rangeText(spec.count);
  const evidence = [
    {
      kind: 'capture' as const,
      side: spec.side,
      filter: spec.filter,
      matched: found.length,
      seen: frames.length,
      frames: found.slice(0, framesShown).map(({ bytes }) => Buffer.from(bytes).toString('hex')),
    },
  ];
  const holds = contains(spec.count, found.length);
  const message = {
    en: `${found.length} of ${frames.length} packets at the ${spec.side} end match ${spec.filter}${holds ? '.' : `; ${expected} should.`}`,
    ja: `${spec.side} 側の ${frames.length} 個のうち ${found.length} 個が ${spec.filter} に一致しました${holds ? '。' : `(期待は ${expected})。`}`,
  };
  if (holds) return passed({ message, expected, evidence, ms });
  return { state: 'fail', code: 'wrong-count', message, expected, actual: `${found.length}`, evidence, ms };
};
