import type { XdpAction } from '../../../contract/index.ts';
import type { CheckSpec } from '../../lessons/schema.ts';
import type { TrafficObservation } from '../observe/traffic.ts';
import { passed, type Judgement } from './judgement.ts';
import { contains, rangeText, type Range } from './range.ts';

type CountersSpec = Extract<CheckSpec, { kind: 'counters' }>;

/** Did the per-action counters rise as asked while the traffic ran? Rows the source does not have are not judged. */
export const judgeCounters = (spec: CountersSpec, { counts }: TrafficObservation, ms: number): Judgement => {
  const asked = Object.entries(spec.counts) as [XdpAction, Range][];
  const rows = asked.flatMap(([action, range]) => {
    const row = counts.counts.find((count) => count.action === action);
    return row ? [{ action, range, packets: row.packets }] : [];
  });
  const evidence = [
    {
      kind: 'counts' as const,
      source: counts.source,
      counts: Object.fromEntries(counts.counts.map(({ action, packets }) => [action, packets])),
    },
  ];
  const expected = asked.map(([action, range]) => `${action} ${rangeText(range)}`).join(', ');
  if (rows.length === 0) {
    return {
      state: 'cannot',
      code: 'not-counted',
      message: {
        en: 'Nothing counts this program’s actions: it has no xdp_stats_map, and the driver keeps no count.',
        ja: 'このプログラムのアクションを数えるものがありません。xdp_stats_map がなく、ドライバーも数えていません。',
      },
      expected,
      actual: 'no counters',
      evidence,
      ms,
    };
  }
  const actual = rows.map(({ action, packets }) => `${action} ${packets}`).join(', ');
  if (rows.every(({ range, packets }) => contains(range, packets))) {
    return passed({
      message: { en: `Counted by ${counts.source}: ${actual}.`, ja: `${counts.source} の値: ${actual}。` },
      expected,
      evidence,
      ms,
    });
  }
  return {
    state: 'fail',
    code: 'wrong-counts',
    message: {
      en: `The counters (${counts.source}) rose by ${actual}; expected was ${expected}.`,
      ja: `カウンター(${counts.source})の増加は ${actual} でした。期待は ${expected} です。`,
    },
    expected,
    actual,
    evidence,
    ms,
  };
};
