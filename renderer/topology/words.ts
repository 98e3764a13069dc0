const en = {
  standing: 'stands now',
  notStanding: 'not up: a run makes it',
  unknown: 'not known: no connection to the lab',
  noProgram: 'no program attached',
  ofAnother: (title: string) => `from another assignment: ${title}`,
  earlier: 'attached by an earlier run',
  live: 'Counters, live',
  tapped: (isTapped: boolean): string => (isTapped ? 'with the lab’s tap' : 'plain'),
  vlan: (id: number) => `VLAN ${String(id)}`,
  id: (id: number) => `id ${String(id)}`,
  modes: { native: 'native (in the driver)', skb: 'skb (generic)' },
  bar: (action: string, packets: string) => `${action}: ${packets}`,
};

const ja: typeof en = {
  standing: '起動中',
  notStanding: '未起動(実行すると作られます)',
  unknown: '不明(ラボに接続していません)',
  noProgram: 'プログラムはアタッチされていません',
  ofAnother: (title) => `別の課題のプログラム: ${title}`,
  earlier: '以前の実行でアタッチされたもの',
  live: 'カウンター(リアルタイム)',
  tapped: (isTapped) => (isTapped ? 'ラボのタップ付き' : 'タップなし'),
  vlan: (id) => `VLAN ${String(id)}`,
  id: (id) => `ID ${String(id)}`,
  modes: { native: 'native(ドライバー内)', skb: 'skb(汎用)' },
  bar: (action, packets) => `${action}: ${packets}`,
};

/** The words of the topology. */
export const topologyWords = { en, ja };
