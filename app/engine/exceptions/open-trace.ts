import { open, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import {
  fail,
  labFailure,
  packExceptionRows,
  succeed,
  type ExceptionRow,
  type OpenedTrace,
  type OpenTrace,
  type Outcome,
  type Text,
} from '../../contract/index.ts';
import {
  createGroups,
  createTaskNumbers,
  isExceptionEvent,
  readLost,
  readTraceLine,
} from '../../ftrace/index.ts';
import { makeTemporaryFolder, writeFailure } from '../build/temporary-folder.ts';
import { explainGroup } from './meaning.ts';
import { readReport, readTextReport, type Report } from './report-lines.ts';

const mostBytes = 64 * 1024 * 1024;
/** Rows beyond are counted, and not kept. */
const mostRows = 500_000;

/** How a trace.dat begins (trace-cmd.dat(5)). */
const magic = Buffer.from([0x17, 0x08, 0x44, ...Buffer.from('tracing')]);

const notes = {
  cut: (said: string): Text => ({
    en: `trace-cmd has something to say about this file: ${said}`,
    ja: `このファイルについて trace-cmd が次のように報告しています: ${said}`,
  }),
  many: (left: number): Text => ({
    en: `${left} more events are counted, but not listed.`,
    ja: `このほか ${left} 件のイベントは、件数だけを数えています。`,
  }),
  none: {
    en: 'It holds no event of XDP’s exceptions.',
    ja: 'XDP の例外イベントは含まれていません。',
  },
} as const;

const unusable = (name: string, message: Text, detail = '') =>
  fail(
    labFailure('bad-input', {
      thing: name,
      detail,
      message,
      fix: {
        en: 'Give a trace.dat that trace-cmd record or the lab wrote, or the text of trace-cmd report.',
        ja: 'trace-cmd record かラボが作った trace.dat、または trace-cmd report の出力を指定してください。',
      },
    }),
  );

const noTrace = (name: string) =>
  unusable(name, {
    en: `${name} is neither a trace.dat nor a report of trace-cmd.`,
    ja: `${name} は trace.dat でも、trace-cmd のレポートでもありません。`,
  });

/** It begins as one, and trace-cmd makes nothing of it. */
const damaged = (name: string, said: string) =>
  unusable(
    name,
    {
      en: `${name} begins as a trace.dat does, but trace-cmd cannot read it: it is cut off or damaged.`,
      ja: `${name} は trace.dat の形式で始まっていますが、trace-cmd では読めません。途中で切れているか、壊れています。`,
    },
    said,
  );

/** Looks at a file's size and beginning. */
const kindOf = async (path: string, name: string): Promise<Outcome<'dat' | 'text'>> => {
  let file;
  try {
    file = await open(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') return fail(labFailure('not-found', { thing: path }));
    return fail(labFailure('bad-input', { thing: path, detail: String(error) }));
  }
  try {
    const about = await file.stat();
    if (!about.isFile()) return noTrace(name);
    if (about.size > mostBytes)
      return unusable(name, {
        en: `${name} has more than 64 MB.`,
        ja: `${name} は 64 MB を超えています。`,
      });
    const head = Buffer.alloc(Math.min(4096, about.size));
    await file.read(head, 0, head.length, 0);
    if (head.subarray(0, magic.length).equals(magic)) return succeed('dat');
    return head.length > 0 && !head.includes(0) ? succeed('text') : noTrace(name);
  } finally {
    await file.close();
  }
};

/** Collects what a report says of XDP's exceptions. */
const createCollection = () => {
  const groups = createGroups({
    whose: () => ({ name: null, environment: null }),
    isWanted: () => true,
    interfaceName: () => null,
  });
  const tasks = createTaskNumbers();
  const rows: ExceptionRow[] = [];
  let events = 0;
  let others = 0;
  let lost = 0;
  let isReport = false;
  return {
    take: (line: string): void => {
      const missing = readLost(line);
      if (missing !== undefined) lost += missing;
      const read = readTraceLine(line);
      if (!read) {
        if (/^cpus=\d+$/.test(line)) isReport = true;
        return;
      }
      isReport = true;
      const group = isExceptionEvent(read.event) ? groups.count(read.event, read.text) : undefined;
      if (group === undefined) {
        others += 1;
        return;
      }
      events += 1;
      const { pid, cpu } = read;
      if (rows.length < mostRows)
        rows.push({ timeMs: read.timeSeconds * 1000, group, pid, cpu, task: tasks.of(read.task) });
    },
    isReport: () => isReport,
    opened: (name: string, { commands, said }: Report): OpenedTrace => ({
      name,
      tasks: tasks.takeNew(),
      groups: groups.takeChanged().map(explainGroup),
      rows: Buffer.from(packExceptionRows(rows)).toString('base64'),
      count: rows.length,
      lost: lost > 0 ? lost : null,
      otherEvents: others,
      notes: [
        ...(said === '' ? [] : [notes.cut(said)]),
        ...(events > rows.length ? [notes.many(events - rows.length)] : []),
        ...(events === 0 ? [notes.none] : []),
      ],
      commands,
    }),
  };
};

const openFile = async (path: string, name: string, signal: AbortSignal): Promise<Outcome<OpenedTrace>> => {
  const kind = await kindOf(path, name);
  if (!kind.ok) return kind;
  const collection = createCollection();
  const report =
    kind.value === 'text'
      ? succeed(await readTextReport(path, collection.take))
      : await readReport(path, signal, collection.take);
  if (!report.ok) return report.failure.code === 'bad-input' ? damaged(name, report.failure.detail) : report;
  if (collection.isReport()) return succeed(collection.opened(name, report.value));
  return kind.value === 'text' ? noTrace(name) : damaged(name, report.value.said);
};

/** Reads a `trace.dat`, of this machine or of another, or the text of a report. */
export const openTrace = async (request: OpenTrace, signal: AbortSignal): Promise<Outcome<OpenedTrace>> => {
  if (request.kind === 'path') {
    const path = resolve(request.path);
    return openFile(path, basename(path), signal);
  }
  const folder = await makeTemporaryFolder();
  if (!folder.ok) return folder;
  try {
    const path = join(folder.value, 'trace.dat');
    await writeFile(path, Buffer.from(request.bytes, 'base64'), { mode: 0o600 });
    return await openFile(path, request.name, signal);
  } catch (error) {
    return fail(writeFailure(folder.value, error));
  } finally {
    await rm(folder.value, { recursive: true, force: true });
  }
};
