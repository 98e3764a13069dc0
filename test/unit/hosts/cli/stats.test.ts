import { expect, it } from 'vitest';
import type { CounterSamples } from '../../../../app/contract/index.ts';
import { createStatsView } from '../../../../app/hosts/cli/render/stats.ts';
import { createStyle } from '../../../../app/hosts/cli/render/style.ts';

const samples = (more: Partial<CounterSamples>): CounterSamples => ({
  stream: 's',
  environment: 'veth-lab',
  counting: {
    programId: 7,
    mode: 'native',
    mapId: 9,
    source: 'tap',
    actions: ['XDP_DROP', 'other'],
    notes: [],
  },
  change: null,
  samples: [],
  ...more,
});
const at = (timeMs: number, drops: number, other = 0) => ({
  timeMs,
  packets: [drops, other],
  bytes: [drops * 100, 0],
});

it('shows rates over the time since the sample before', () => {
  const view = createStatsView('en', createStyle(false));
  const first = view(samples({ change: 'first', samples: [at(1000, 10)] }));
  expect(first).toContain('veth-lab: program 7 (native), map 9, the tap');
  expect(first).not.toContain('period');
  const second = view(samples({ samples: [at(3000, 1010)] }));
  expect(second).toMatch(
    /XDP_DROP +1,010 pkts \( +500 pps\) +101,000 bytes \( +400,000 bits\/s\) period:2\.000000/,
  );
});

it('says that a map was reloaded, and takes no rate over the change', () => {
  const view = createStatsView('en', createStyle(false));
  view(samples({ change: 'first', samples: [at(1000, 10)] }));
  const text = view(samples({ change: 'reloaded', samples: [at(2000, 1)] }));
  expect(text).toContain('map reloaded');
  expect(text).not.toContain('period');
});

it('shows return values that are no action only where there are some', () => {
  const view = createStatsView('en', createStyle(false));
  expect(view(samples({ samples: [at(1, 1)] }))).not.toContain('other');
  expect(view(samples({ samples: [at(2, 1, 3)] }))).toMatch(/other +3 pkts/);
});

it('says where nothing is attached', () => {
  const counting = {
    ...samples({}).counting,
    programId: null,
    mapId: null,
    source: 'none' as const,
    actions: [],
  };
  const view = createStatsView('ja', createStyle(false));
  expect(view(samples({ counting, change: 'detached' }))).toContain('取り外されました');
});
