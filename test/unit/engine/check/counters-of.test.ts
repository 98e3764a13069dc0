import { expect, it } from 'vitest';
import { countersOf } from '../../../../app/engine/check/counters-of.ts';
import type { TrafficObservation } from '../../../../app/engine/check/observe/traffic.ts';

const counted = (...counts: TrafficObservation['counts']['counts']): TrafficObservation => ({
  sent: [],
  answered: [],
  captured: null,
  counts: { source: 'xdp_stats_map', counts },
});

it('counts all traffic of a run together, action by action', () => {
  const traffic = new Map([
    ['first', counted({ action: 'XDP_DROP', packets: 3, bytes: 300 })],
    [
      'second',
      counted(
        { action: 'XDP_DROP', packets: 2, bytes: 200 },
        { action: 'XDP_PASS', packets: 4, bytes: null },
      ),
    ],
  ]);
  expect(countersOf({ traffic })).toEqual({ source: 'xdp_stats_map', counts: { XDP_DROP: 5, XDP_PASS: 4 } });
});
it('says nothing where no traffic was sent, or nothing counts it', () => {
  expect(countersOf(null)).toBeNull();
  expect(countersOf({ traffic: new Map() })).toBeNull();
  expect(countersOf({ traffic: new Map([['ping', counted()]]) })).toBeNull();
});
