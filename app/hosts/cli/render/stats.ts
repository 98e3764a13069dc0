import type {
  CounterChange,
  CounterSample,
  CounterSamples,
  Language,
  Text,
} from '../../../contract/index.ts';
import type { Style } from './style.ts';
import { padEnd } from './width.ts';

const words = {
  none: { en: 'no program is attached', ja: 'プログラムはアタッチされていません' },
  program: { en: 'program', ja: 'プログラム' },
  map: { en: 'map', ja: 'マップ' },
  period: { en: 'period', ja: '間隔' },
} as const;

const changes: Readonly<Record<CounterChange, Text>> = {
  first: { en: '', ja: '' },
  attached: { en: 'a program was attached', ja: 'プログラムがアタッチされました' },
  reloaded: { en: 'map reloaded', ja: 'マップが読み込み直されました' },
  detached: { en: 'the program was taken off', ja: 'プログラムが取り外されました' },
};

const sources: Readonly<Record<CounterSamples['counting']['source'], Text>> = {
  xdp_stats_map: { en: 'xdp_stats_map', ja: 'xdp_stats_map' },
  tap: { en: 'the tap', ja: 'タップ' },
  ethtool: { en: 'ethtool -S', ja: 'ethtool -S' },
  none: { en: 'nothing counts', ja: '数えるものなし' },
};

const actionWidth = 12;
const right = (text: string, width: number): string => text.padStart(width);
const grouped = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** One action's row, as `xdp_stats` of the xdp-tutorial has it: totals, and rates over the time since the sample before. */
const row = (
  action: string,
  column: number,
  now: CounterSample,
  before: CounterSample | undefined,
): string => {
  const seconds = before ? (now.timeMs - before.timeMs) / 1000 : 0;
  const perSecond = (total: number | undefined, earlier: number | undefined): number =>
    seconds > 0 ? ((total ?? 0) - (earlier ?? 0)) / seconds : 0;
  const packets = now.packets[column] ?? 0;
  const bytes = now.bytes?.[column];
  const bits = perSecond(bytes, before?.bytes?.[column]) * 8;
  return [
    padEnd(action, actionWidth),
    `${right(grouped(packets), 12)} pkts`,
    `(${right(grouped(perSecond(packets, before?.packets[column])), 10)} pps)`,
    bytes === undefined ? right('–', 15) : `${right(grouped(bytes), 15)} bytes`,
    bytes === undefined ? '' : `(${right(grouped(bits), 12)} bits/s)`,
    before ? `period:${seconds.toFixed(6)}` : '',
  ]
    .filter(Boolean)
    .join(' ');
};

const heading = (
  { counting, environment, change }: CounterSamples,
  language: Language,
  style: Style,
): string => {
  const why = change ? changes[change][language] : '';
  const { programId, mapId, mode, source, notes } = counting;
  const what =
    programId === null
      ? words.none[language]
      : [
          `${words.program[language]} ${programId}${mode ? ` (${mode})` : ''}`,
          ...(mapId === null ? [] : [`${words.map[language]} ${mapId}`]),
          sources[source][language],
        ].join(', ');
  const lines = [style.bold(`${environment}: ${why === '' ? '' : `${why} – `}${what}`)];
  return [...lines, ...notes.map((note) => style.dim(note[language])), ''].join('\n');
};

/** Renders the samples of one watch as they come; rates need the sample before, of the same map. */
export const createStatsView = (language: Language, style: Style) => {
  let before: CounterSample | undefined;
  return (event: CounterSamples): string => {
    let text = '';
    if (event.change) {
      before = undefined;
      text += heading(event, language, style);
    }
    for (const sample of event.samples) {
      const rows = event.counting.actions.flatMap((action, column) =>
        action === 'other' && !sample.packets[column] ? [] : [row(action, column, sample, before)],
      );
      if (rows.length > 0) text += `${rows.join('\n')}\n\n`;
      before = sample;
    }
    return text;
  };
};
