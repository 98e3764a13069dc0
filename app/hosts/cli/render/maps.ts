import type { Language, MapEntry, MapPage, MapSummary } from '../../../contract/index.ts';
import { indent, table } from './layout.ts';
import type { Style } from './style.ts';

const words = {
  noProgram: { en: 'No XDP program is attached.', ja: 'アタッチされた XDP プログラムはありません。' },
  noMaps: { en: 'The program uses no maps.', ja: 'プログラムはマップを使っていません。' },
  key: { en: 'key', ja: 'キー' },
  value: { en: 'value', ja: '値' },
  entries: { en: 'entries', ja: 'エントリー' },
  tap: { en: 'tap', ja: 'タップ' },
  empty: { en: 'It is empty.', ja: '空です。' },
  more: { en: 'There are more: --skip', ja: '続きがあります: --skip' },
} as const;

/** `id 41  xdp_stats_map  percpu_array  key 4 B  value 16 B  5 entries`. */
const mapRow = (map: MapSummary, language: Language, style: Style): string[] => [
  `id ${map.id}`,
  style.bold(map.name),
  map.typeName,
  `${words.key[language]} ${map.keyBytes} B`,
  `${words.value[language]} ${map.valueBytes} B`,
  `${map.maxEntries} ${words.entries[language]}`,
  map.ofTap ? style.dim(words.tap[language]) : '',
];

/** The maps of the attached program, one in a line. */
export const renderMaps = (
  { programId, maps }: { readonly programId: number | null; readonly maps: readonly MapSummary[] },
  language: Language,
  style: Style,
): string => {
  if (programId === null) return `${words.noProgram[language]}\n`;
  if (maps.length === 0) return `${words.noMaps[language]}\n`;
  return (
    table(
      maps.map((map) => mapRow(map, language, style)),
      0,
    ) + '\n'
  );
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `rx_packets 3, rx_bytes 294` of a flat struct; JSON of what is deeper. */
const shown = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const isFlat = isRecord(value) && Object.values(value).every((field) => typeof field !== 'object');
  return isFlat
    ? Object.entries(value)
        .map(([name, field]) => `${name} ${String(field)}`)
        .join(', ')
    : JSON.stringify(value);
};

/** Bytes in pairs, as bpftool prints them. */
const spaced = (hex: string): string => hex.replace(/(..)(?=.)/g, '$1 ');

/** A value in as many lines as there are CPUs that have one of their own. */
const valueLines = ({ values, typed }: MapEntry): string[] => {
  const byCpu = Array.isArray(typed?.value) ? (typed.value as unknown[]) : undefined;
  if (byCpu?.every((one) => isRecord(one) && 'cpu' in one)) {
    return byCpu.map((one) => {
      const { cpu, value } = one as { cpu: unknown; value: unknown };
      return `CPU ${String(cpu)}  ${shown(value)}`;
    });
  }
  if (typed) return [shown(typed.value)];
  if (values.length === 1) return values.map(spaced);
  return values.map((value, cpu) => `CPU ${cpu}  ${spaced(value)}`);
};

/** One page of a map's entries: the key, and beside it the value, CPU by CPU. */
export const renderMapPage = (
  { map, entries, more, note }: MapPage,
  skipped: number,
  language: Language,
  style: Style,
): string => {
  const lines = [table([mapRow(map, language, style)], 0)];
  if (note) lines.push(style.dim(note[language]));
  if (entries.length === 0 && !note) lines.push(words.empty[language]);
  const rows = entries.flatMap((entry) =>
    valueLines(entry).map((line, index) => [
      index > 0 ? '' : entry.typed ? shown(entry.typed.key) : spaced(entry.key),
      line,
    ]),
  );
  if (rows.length > 0) lines.push(indent(table(rows, 0), 2));
  if (more) lines.push(style.dim(`${words.more[language]} ${skipped + entries.length}`));
  return lines.join('\n') + '\n';
};
