import type { CounterSource } from '../../app/contract/index.ts';
import type { Mark } from '../state/counters.svelte.ts';
import { withKey } from '../i18n/with-key.ts';

const idsOf = (program: string, map: string, { programId, mapId }: Mark): string =>
  [
    mapId === null ? '' : `${map} ${String(mapId)}`,
    programId === null ? '' : `${program} ${String(programId)}`,
  ]
    .filter((part) => part !== '')
    .join(', ');

const en = {
  sources: {
    xdp_stats_map: 'from your program’s xdp_stats_map',
    tap: 'from the lab’s tap',
    ethtool: 'from the driver (ethtool -S)',
    none: 'nothing counts here',
  } satisfies Record<CounterSource, string>,
  map: (id: number) => `map ${String(id)}`,
  program: (id: number) => `program ${String(id)}`,
  action: 'action',
  packets: 'packets',
  rate: 'packets/s',
  bytes: 'bytes',
  bits: 'bits/s',
  all: 'all',
  period: (ms: number) => `rates over the last ${(ms / 1000).toFixed(2)} s`,
  noBytes: 'no bytes are counted here',
  pause: 'Pause the chart',
  resume: 'Go on',
  reset: 'Count from now',
  absolute: 'Count as the map does',
  baseline: 'Counted from when you asked; the map itself is not touched.',
  unit: { packets: 'Show bits/s', bits: 'Show packets/s' },
  chart: (unit: string) => `${unit} by action, the last minute. The table beside it has the numbers.`,
  changed: (mark: Mark) => {
    const what = idsOf('program', 'map', mark);
    const now = what === '' ? '' : `: now ${what}`;
    return {
      attached: `a program was attached${now}`,
      reloaded: `map reloaded${now}`,
      detached: 'the program was taken off',
    }[mark.change];
  },
  notStanding: (runKey: string) =>
    `The environment does not stand. ${withKey.en('Run', runKey)} makes it, and what your program counts is shown here, live.`,
  waiting: 'Waiting for the first counts …',
  noProgram: 'No program is attached.',
  again: 'Try again',
  maps: 'Maps of the program',
  noMaps: 'The program has no maps.',
  ofTap: 'of the lab’s tap',
  entries: (map: string) => `Entries of ${map}`,
  key: 'key',
  value: 'value',
  perCpu: (cpu: number) => `CPU ${String(cpu)}`,
  more: 'More entries',
  follow: 'refresh every second',
  refresh: 'Refresh',
  chooseMap: 'Choose a map to see what is in it.',
  mapGone: 'That map is gone: another program is attached.',
  empty: 'It is empty.',
  size: (keyBytes: number, valueBytes: number, entries: number) =>
    `key ${String(keyBytes)} B, value ${String(valueBytes)} B, ${String(entries)} entries at most`,
};

const ja: typeof en = {
  sources: {
    xdp_stats_map: 'プログラムの xdp_stats_map から',
    tap: 'ラボのタップから',
    ethtool: 'ドライバー(ethtool -S)から',
    none: '数えるものがありません',
  },
  map: (id) => `マップ ${String(id)}`,
  program: (id) => `プログラム ${String(id)}`,
  action: 'アクション',
  packets: 'パケット数',
  rate: 'パケット/秒',
  bytes: 'バイト数',
  bits: 'ビット/秒',
  all: '合計',
  period: (ms) => `直近 ${(ms / 1000).toFixed(2)} 秒間の値`,
  noBytes: 'ここではバイト数を数えていません',
  pause: 'グラフを一時停止',
  resume: '再開',
  reset: '今から数える',
  absolute: 'マップのとおりに数える',
  baseline: '「今から数える」を選んだ時点からの数です。マップ自体は変更していません。',
  unit: { packets: 'ビット/秒で表示', bits: 'パケット/秒で表示' },
  chart: (unit) => `直近 1 分間のアクション別の${unit}。数値は隣の表にあります。`,
  changed: (mark) => {
    const what = idsOf('プログラム', 'マップ', mark);
    const now = what === '' ? '' : `(現在: ${what})`;
    return {
      attached: `プログラムがアタッチされました${now}`,
      reloaded: `マップが読み込み直されました${now}`,
      detached: 'プログラムが取り外されました',
    }[mark.change];
  },
  notStanding: (runKey) =>
    `環境がまだありません。${withKey.ja('実行', runKey)}すると環境が作られ、プログラムの数えた値がここにリアルタイムで表示されます。`,
  waiting: '最初の値を待っています…',
  noProgram: 'プログラムはアタッチされていません。',
  again: 'もう一度試す',
  maps: 'プログラムのマップ',
  noMaps: 'プログラムにマップはありません。',
  ofTap: 'ラボのタップのもの',
  entries: (map) => `${map} の内容`,
  key: 'キー',
  value: '値',
  perCpu: (cpu) => `CPU ${String(cpu)}`,
  more: '続きを表示',
  follow: '1 秒ごとに更新',
  refresh: '更新',
  chooseMap: 'マップを選ぶと内容が表示されます。',
  mapGone: '別のプログラムがアタッチされ、このマップはなくなりました。',
  empty: '空です。',
  size: (keyBytes, valueBytes, entries) =>
    `キー ${String(keyBytes)} B、値 ${String(valueBytes)} B、最大 ${String(entries)} 件`,
};

/** The words of the pane Counters. */
export const countersWords = { en, ja };
