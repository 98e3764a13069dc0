import type { Counted } from '../state/counters.svelte.ts';

/** A rate is drawn over so many milliseconds: one sample's would jump. */
const smoothMs = 500;

/** What uPlot draws: seconds since 1970, and a column of rates an action; null where there is none. */
export type Series = [number[], ...(number | null)[][]];

/** Rates a second of every action, at each sample; nothing is drawn across a change of what counts. */
export const seriesOf = (samples: readonly Counted[], columns: number, unit: 'packets' | 'bits'): Series => {
  const series: Series = [samples.map(({ timeMs }) => timeMs / 1000)];
  for (let column = 0; column < columns; column += 1) {
    let from = 0;
    const rates = samples.map((sample, index) => {
      while (
        from < index &&
        (samples[from]?.segment !== sample.segment || sample.timeMs - (samples[from]?.timeMs ?? 0) > smoothMs)
      )
        from += 1;
      const before = samples[from];
      if (!before || before.timeMs === sample.timeMs) return null;
      return rateBetween(before, sample, column, unit);
    });
    series.push(rates);
  }
  return series;
};

const rateBetween = (
  before: Counted,
  now: Counted,
  column: number,
  unit: 'packets' | 'bits',
): number | null => {
  const [later, earlier] = unit === 'packets' ? [now.packets, before.packets] : [now.bytes, before.bytes];
  if (!later || !earlier) return null;
  const seconds = (now.timeMs - before.timeMs) / 1000;
  return (((later[column] ?? 0) - (earlier[column] ?? 0)) / seconds) * (unit === 'bits' ? 8 : 1);
};
