import type { Text } from '../../../contract/index.ts';
import type { CheckSpec } from '../../lessons/schema.ts';
import type { TrafficObservation } from '../observe/traffic.ts';
import { passed, type Judgement } from './judgement.ts';

type LiveSpec = Extract<CheckSpec, { kind: 'live' }>;

/** Which of the requests sent through the real hook were answered? */
export const judgeLive = (spec: LiveSpec, { sent, answered }: TrafficObservation, ms: number): Judgement => {
  const wanted = described(sent.filter((sequence) => isWanted(spec.answered, sequence)));
  const found = described(answered);
  const evidence = [{ kind: 'sequence' as const, traffic: spec.traffic, sent, answered }];
  if (wanted.en === found.en) {
    return passed({
      message: {
        en: `Answered of ${sent.length} pings: ${found.en}.`,
        ja: `${sent.length} 個の ping のうち応答があったのは ${found.ja}。`,
      },
      expected: wanted.en,
      evidence,
      ms,
    });
  }
  return {
    state: 'fail',
    code: codeOf(sent, answered),
    message: {
      en: `Of ${sent.length} pings, these should be answered: ${wanted.en}. These were: ${found.en}.`,
      ja: `${sent.length} 個の ping のうち、応答があるべきもの: ${wanted.ja}。実際: ${found.ja}。`,
    },
    expected: wanted.en,
    actual: found.en,
    evidence,
    ms,
  };
};

const codeOf = (sent: readonly number[], answered: readonly number[]): string => {
  if (answered.length === 0) return 'none-answered';
  return answered.length === sent.length ? 'all-answered' : 'wrong-answers';
};

const isWanted = (answered: LiveSpec['answered'], sequence: number): boolean => {
  switch (answered) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'odd':
      return sequence % 2 === 1;
    case 'even':
      return sequence % 2 === 0;
    default:
      return answered.includes(sequence);
  }
};

const described = (sequences: readonly number[]): Text => {
  if (sequences.length === 0) return { en: 'none', ja: 'なし' };
  const list = `icmp_seq ${[...sequences].sort((a, b) => a - b).join(',')}`;
  return { en: list, ja: list };
};
