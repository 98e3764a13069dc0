import type { CheckSpec } from '../../lessons/schema.ts';
import type { TrafficObservation } from '../observe/traffic.ts';
import { passed, type Judgement } from './judgement.ts';

type LiveSpec = Extract<CheckSpec, { kind: 'live' }>;

/** Which of the requests sent through the real hook were answered? */
export const judgeLive = (spec: LiveSpec, { sent, answered }: TrafficObservation, ms: number): Judgement => {
  const wanted = sent.filter((sequence) => isWanted(spec.answered, sequence));
  const expected = listed(wanted);
  const actual = listed(answered);
  const evidence = [{ kind: 'sequence' as const, traffic: spec.traffic, sent, answered }];
  if (expected === actual) {
    return passed({
      message: {
        en: `Answered: icmp_seq ${expected} of ${sent.length}.`,
        ja: `応答あり: icmp_seq ${expected}(全 ${sent.length} 個)。`,
      },
      expected: `icmp_seq ${expected}`,
      evidence,
      ms,
    });
  }
  return {
    state: 'fail',
    code:
      answered.length === 0
        ? 'none-answered'
        : answered.length === sent.length
          ? 'all-answered'
          : 'wrong-answers',
    message: {
      en: `Of ${sent.length} pings, icmp_seq ${expected} should be answered; ${actual} ${answered.length === 1 ? 'was' : 'were'}.`,
      ja: `${sent.length} 個の ping のうち応答があるべきなのは icmp_seq ${expected} ですが、実際は ${actual} でした。`,
    },
    expected: `icmp_seq ${expected}`,
    actual: `icmp_seq ${actual}`,
    evidence,
    ms,
  };
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

const listed = (sequences: readonly number[]): string =>
  sequences.length > 0 ? [...sequences].sort((a, b) => a - b).join(',') : 'none';
