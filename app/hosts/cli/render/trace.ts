import { unpackExceptionRows } from '../../../contract/exceptions.ts';
import type {
  ExceptionGroup,
  ExceptionRows,
  Language,
  OpenedTrace,
  TracedBy,
} from '../../../contract/index.ts';
import type { Style } from './style.ts';
import { padEnd } from './width.ts';

const words = {
  listening: { en: 'listening', ja: '待ち受けています' },
  refused: { en: 'trace-cmd record cannot run here', ja: 'ここでは trace-cmd record を実行できません' },
  lost: {
    en: (count: number) => `${String(count)} events were lost: they came faster than they could be read.`,
    ja: (count: number) =>
      `${String(count)} 件のイベントを取りこぼしました。読み取りが追いつきませんでした。`,
  },
  none: {
    en: 'No exception came. XDP_DROP is none: only XDP_ABORTED, values that are no action, and failed redirects are.',
    ja: '例外はありませんでした。XDP_DROP は例外ではありません。XDP_ABORTED、アクションでない値、失敗した転送が例外です。',
  },
  unknownProgram: { en: 'unknown program', ja: '不明なプログラム' },
} as const;

const ways: Readonly<Record<TracedBy['way'], Readonly<Record<Language, string>>>> = {
  'trace-cmd': { en: 'recorded by trace-cmd record', ja: 'trace-cmd record で記録中' },
  instance: { en: 'through the lab’s own trace instance', ja: 'ラボ専用のトレースインスタンスを使用' },
};

/** Which way the events come, and what keeps trace-cmd from it, in one line. */
export const renderTraced = ({ way, why }: TracedBy, language: Language, style: Style): string => {
  const reason =
    why === null
      ? ''
      : ` (${words.refused[language]}: ${why.replace(/^trace-cmd: /, '').split('\n')[0] ?? ''})`;
  return style.dim(`${words.listening[language]}: ${ways[way][language]}${reason}`) + '\n';
};

/** Rows as they are given out, by name: `{timeMs, cpu, pid, task, program, …}`. */
export interface NamedRow {
  readonly timeMs: number;
  readonly cpu: number;
  readonly pid: number;
  readonly task: string;
  readonly group: ExceptionGroup;
}

type Batch = Pick<ExceptionRows, 'tasks' | 'groups' | 'rows'>;

/** Joins the rows of one stream with what its batches say of groups and tasks. */
export const createRowReader = () => {
  const groups = new Map<number, ExceptionGroup>();
  const tasks = new Map<number, string>();
  return {
    read: (batch: Batch): NamedRow[] => {
      for (const { task, name } of batch.tasks) tasks.set(task, name);
      for (const group of batch.groups) groups.set(group.group, group);
      return unpackExceptionRows(Buffer.from(batch.rows, 'base64')).flatMap(
        ({ group: number, task, ...row }) => {
          const group = groups.get(number);
          return group ? [{ ...row, task: tasks.get(task) ?? '', group }] : [];
        },
      );
    },
    groups: (): ExceptionGroup[] => [...groups.values()],
  };
};

const two = (value: number): string => String(value).padStart(2, '0');

/** `14:03:09.123456`, in the machine's time zone. */
const clock = (timeMs: number): string => {
  const time = new Date(timeMs);
  const micros = String(Math.floor((timeMs % 1000) * 1000)).padStart(6, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${micros}`;
};

const programOf = ({ program, programId }: ExceptionGroup, language: Language): string =>
  `${program ?? words.unknownProgram[language]} (${String(programId)})`;

const placeOf = (group: ExceptionGroup): string => {
  const from = group.interface ?? `ifindex ${String(group.interfaceIndex)}`;
  if (!group.redirect) return from;
  const { interfaceIndex, mapId, mapIndex, errno } = group.redirect;
  const to = mapId > 0 ? `map ${String(mapId)}[${String(mapIndex)}]` : `ifindex ${String(interfaceIndex)}`;
  return `${from} → ${to} (errno ${String(errno)})`;
};

/** A row in one line. `isRelative`: the clock of a recording says seconds since something, and no time of day. */
export const renderRow = (
  { timeMs, cpu, pid, task, group }: NamedRow,
  language: Language,
  style: Style,
  isRelative = false,
): string =>
  [
    isRelative ? (timeMs / 1000).toFixed(6) : clock(timeMs),
    `CPU ${String(cpu)}`,
    padEnd(`${task}-${String(pid)}`, 16),
    style.bold(padEnd(group.actionName, 12)),
    programOf(group, language),
    placeOf(group),
  ].join('  ') + '\n';

/** What came in all: every group with its count and its meaning. */
export const renderGroups = (
  groups: readonly ExceptionGroup[],
  lost: number,
  language: Language,
  style: Style,
): string => {
  const parts = groups
    .toSorted((one, other) => other.count - one.count)
    .map(
      (group) =>
        `${style.bold(`${String(group.count)} × ${group.actionName}`)}  ${programOf(group, language)}  ${placeOf(group)}\n  ${group.meaning[language]}\n`,
    );
  const said = parts.length === 0 ? [`${words.none[language]}\n`] : parts;
  return ['\n', ...said, ...(lost > 0 ? [`${words.lost[language](lost)}\n`] : [])].join('');
};

/** A recording that was opened: its rows, and what came in all. */
export const renderOpened = (opened: OpenedTrace, language: Language, style: Style): string => {
  const reader = createRowReader();
  const rows = reader.read(opened).map((row) => renderRow(row, language, style, true));
  const notes = opened.notes.map((note) => `${style.dim(note[language])}\n`);
  const groups =
    opened.groups.length === 0 ? '' : renderGroups(opened.groups, opened.lost ?? 0, language, style);
  return [...rows, ...notes, groups].join('');
};
