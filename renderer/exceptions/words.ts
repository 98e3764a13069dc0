import { withKey } from '../i18n/with-key.ts';

const number = new Intl.NumberFormat('en');
const numberJa = new Intl.NumberFormat('ja');

const en = {
  start: 'Start',
  stop: 'Stop',
  save: 'Save…',
  open: 'Open…',
  clear: 'Clear',
  back: 'Back to live',
  listens: 'Listen during runs',
  relative: 'Relative time',
  phases: {
    off: 'Not listening',
    starting: 'Starting to listen …',
    listening: 'Listening',
    ending: 'Making the recording …',
  },
  since: (time: string) => `since ${time}`,
  ways: { 'trace-cmd': 'through trace-cmd', instance: 'through the lab’s own trace instance' },
  why: 'Why not trace-cmd?',
  events: (n: number) => (n === 1 ? '1 event' : `${number.format(n)} events`),
  lost: (n: number) =>
    n === 1
      ? '1 event was lost because the kernel’s buffer was full. The counts are without it.'
      : `${number.format(n)} events were lost because the kernel’s buffers were full. The counts are without them.`,
  lostUnknown: 'The recording does not say whether events were lost.',
  gap: (from: string, to: string) =>
    `The connection was lost: what happened from ${from} to ${to} was not heard. It listens again.`,
  ended: 'It does not listen:',
  unrecorded: 'There is no trace.dat to save:',
  saved: (time: string) => `Saved: what was recorded since ${time}.`,
  overwritten: (n: number) =>
    `The recording’s buffer was full: the oldest ${number.format(n)} events are not in the file.`,
  opened: (name: string) => `Opened recording: ${name}`,
  otherEvents: (n: number) =>
    n === 1
      ? 'It also holds 1 event of another kind.'
      : `It also holds ${number.format(n)} events of other kinds.`,
  older: (n: number) =>
    n === 1
      ? '1 older event is counted, but not shown.'
      : `${number.format(n)} older events are counted, but not shown.`,
  rows: 'Events, oldest first',
  columns: {
    time: 'Time',
    cpu: 'CPU',
    task: 'Task-PID',
    program: 'Program (id)',
    action: 'Action',
    interface: 'Interface',
    redirect: 'Redirect',
  },
  groups: 'Kinds of events',
  all: 'All events',
  count: (n: number) => number.format(n),
  program: (name: string | null, id: number) =>
    name === null ? `id ${String(id)}` : `${name} (${String(id)})`,
  interface: (name: string | null, index: number) => name ?? `ifindex ${String(index)}`,
  newKind: (action: string, program: string, at: string) => `New kind of event: ${action}, ${program}, ${at}`,
  noRoot: 'The kernel tells of exceptions only to root, and the lab may not act as root yet.',
  allow: 'Allow root …',
  noAssignment: 'Open an assignment: its environment is what is listened to.',
  off: (runKey: string) =>
    `Nothing is heard now. Start listens to this assignment’s environment; ${withKey.en('a run', runKey)} does so by itself while “Listen during runs” is on.`,
  noEnvironment: (name: string, runKey: string) =>
    `It listens, but the environment ${name} does not stand yet: ${withKey.en('a run', runKey)} makes it and sends packets.`,
  calm: 'Nothing has gone wrong so far.',
  only: 'XDP_DROP is no exception and fires nothing, however many packets are dropped. Only these come here: XDP_ABORTED, a return value that is no XDP action, and an XDP_TX or a redirect that failed.',
  noneOpened: 'This recording holds no XDP exceptions.',
  allOlder: 'The events of this kind are older than the newest 10,000, which are the ones shown.',
};

const ja: typeof en = {
  start: '開始',
  stop: '停止',
  save: '保存…',
  open: '開く…',
  clear: '消去',
  back: '現在の記録に戻る',
  listens: '実行中は自動で記録',
  relative: '相対時刻',
  phases: {
    off: '停止中',
    starting: '開始しています…',
    listening: '記録中',
    ending: '記録をまとめています…',
  },
  since: (time) => `${time} から`,
  ways: { 'trace-cmd': 'trace-cmd を使用', instance: 'ラボ専用のトレースインスタンスを使用' },
  why: 'trace-cmd を使わない理由',
  events: (n) => `${numberJa.format(n)} 件`,
  lost: (n) =>
    `カーネルのバッファーがあふれたため、${numberJa.format(n)} 件のイベントが失われました。件数には含まれていません。`,
  lostUnknown: '失われたイベントがあるかどうかは、この記録からはわかりません。',
  gap: (from, to) =>
    `接続が切れていたため、${from} から ${to} までのイベントは記録されていません。現在は再開しています。`,
  ended: '記録していません:',
  unrecorded: '保存できる trace.dat がありません:',
  saved: (time) => `${time} 以降の記録を保存しました。`,
  overwritten: (n) =>
    `記録用のバッファーがあふれたため、古いほうから ${numberJa.format(n)} 件はファイルに含まれていません。`,
  opened: (name) => `開いている記録: ${name}`,
  otherEvents: (n) => `ほかの種類のイベントも ${numberJa.format(n)} 件含まれています。`,
  older: (n) => `これより古い ${numberJa.format(n)} 件は、件数に含まれますが表示していません。`,
  rows: 'イベント(古い順)',
  columns: {
    time: '時刻',
    cpu: 'CPU',
    task: 'タスク-PID',
    program: 'プログラム (id)',
    action: 'アクション',
    interface: 'インターフェース',
    redirect: 'リダイレクト',
  },
  groups: 'イベントの種類',
  all: 'すべてのイベント',
  count: (n) => numberJa.format(n),
  program: (name, id) => (name === null ? `id ${String(id)}` : `${name} (${String(id)})`),
  interface: (name, index) => name ?? `ifindex ${String(index)}`,
  newKind: (action, program, at) => `新しい種類のイベント: ${action}、${program}、${at}`,
  noRoot: 'カーネルが例外を知らせるのは管理者だけですが、ラボはまだ管理者権限での操作を許可されていません。',
  allow: '管理者権限を許可…',
  noAssignment: '課題を開いてください。その課題の環境で起きた例外を記録します。',
  off: (runKey) =>
    `いまは何も記録していません。「開始」でこの課題の環境の例外を記録します。「実行中は自動で記録」がオンなら、${withKey.ja('実行', runKey)}のときに自動で始まります。`,
  noEnvironment: (name, runKey) =>
    `記録中ですが、環境 ${name} はまだありません。${withKey.ja('実行', runKey)}すると作られ、パケットが流れます。`,
  calm: 'いまのところ異常は起きていません。',
  only: 'XDP_DROP は例外ではないため、何パケット破棄されてもここには出ません。出るのは、XDP_ABORTED、XDP のアクションではない戻り値、失敗した XDP_TX とリダイレクトだけです。',
  noneOpened: 'この記録に XDP の例外は含まれていません。',
  allOlder: 'この種類のイベントは、表示対象である最新の 10,000 件より前のものです。',
};

/** The words of the pane Exceptions. */
export const exceptionsWords = { en, ja };
export type ExceptionsWords = typeof en;
