import { fail, labFailure, succeed } from '../../../app/contract/index.ts';
import type {
  CounterSamples,
  Counting,
  Emit,
  Handlers,
  LabContract,
  MapEntry,
  MapSummary,
  Outcome,
  WatchedCounters,
} from '../../../app/contract/index.ts';

/** Milliseconds since 1970 of the first sample. */
export const startMs = Date.UTC(2026, 0, 1, 12);

/** A program whose own map counts, packets and bytes. */
export const counting: Counting = {
  programId: 41,
  mode: 'native',
  mapId: 12,
  source: 'xdp_stats_map',
  actions: ['XDP_ABORTED', 'XDP_DROP', 'XDP_PASS', 'XDP_TX', 'XDP_REDIRECT'],
  notes: [],
};

/** Totals `afterMs` milliseconds after the start: packets of 100 bytes that were dropped and passed. */
export const sample = (afterMs: number, dropped: number, passed = 0): CounterSamples['samples'][number] => ({
  timeMs: startMs + afterMs,
  packets: [0, dropped, passed, 0, 0],
  bytes: [0, 100 * dropped, 100 * passed, 0, 0],
});

/** The program's own map and one of the tap. */
export const maps: readonly MapSummary[] = [
  ...[
    { id: 12, name: 'xdp_stats_map', ofTap: false },
    { id: 13, name: 'tap_counts', ofTap: true },
  ].map((one) => ({ ...one, type: 6, typeName: 'percpu_array', keyBytes: 4, valueBytes: 16, maxEntries: 5 })),
];

/** An entry of a map by CPU, typed. */
export const entry = (key: number, packets: number): MapEntry => ({
  key: `0${String(key)}000000`,
  values: ['00'.repeat(16), '00'.repeat(16)],
  typed: { key, value: [{ cpu: 0, value: { rx_packets: packets } }] },
});

/** The counters' calls: `tell` streams to the watch under way, `end` ends it. */
export const countersDouble = (own: Partial<Handlers<LabContract>> = {}) => {
  const watches: { stream: string; end: (outcome: Outcome<WatchedCounters>) => void }[] = [];
  let emit: Emit<LabContract> = () => undefined;
  const tell = (
    samples: CounterSamples['samples'],
    more: Partial<Omit<CounterSamples, 'samples'>> = {},
  ): void => {
    emit('counters.samples', {
      ...{ stream: watches.at(-1)?.stream ?? 'nobody', environment: 'veth-packet01', counting, change: null },
      ...more,
      samples,
    });
  };
  const handlers: Partial<Handlers<LabContract>> = {
    'counters.watch': ({ stream }, { signal }) =>
      new Promise((resolve) => {
        watches.push({ stream, end: resolve });
        signal.addEventListener('abort', () => {
          resolve(fail(labFailure('cancelled', { thing: stream })));
        });
      }),
    'maps.list': () => Promise.resolve(succeed({ programId: 41, maps: [...maps] })),
    'maps.dump': ({ mapId }) => {
      const map = maps.find(({ id }) => id === mapId);
      if (!map) return Promise.resolve(fail(labFailure('not-found', { thing: `map ${String(mapId)}` })));
      return Promise.resolve(
        succeed({ map, entries: [entry(1, 7), entry(2, 0)], more: false, note: null, commands: [] }),
      );
    },
    ...own,
  };
  return {
    handlers,
    tell,
    end: (outcome: Outcome<WatchedCounters>) => watches.at(-1)?.end(outcome),
    streams: () => watches.map(({ stream }) => stream),
    through: (by: Emit<LabContract>) => {
      emit = by;
    },
  };
};
