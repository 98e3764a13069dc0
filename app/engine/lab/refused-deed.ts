import type { Text } from '../../contract/index.ts';
import type { Verb } from './helper-link.ts';

/** What the learner asked the helper for: in English after “could not”, in Japanese as the end of the sentence. */
const deeds: Readonly<Record<Verb, Text>> = {
  'helper.hello': { en: 'start its helper', ja: 'ヘルパーを起動できませんでした' },
  'helper.heartbeat': { en: 'reach its helper', ja: 'ヘルパーと通信できませんでした' },
  'helper.probe': { en: 'try what this kernel can do', ja: 'カーネルの機能を調べられませんでした' },
  'env.up': { en: 'make the environment', ja: '環境を作れませんでした' },
  'env.down': { en: 'take the environment down', ja: '環境を片付けられませんでした' },
  'env.status': { en: 'look at the environment', ja: '環境の状態を調べられませんでした' },
  'env.list': { en: 'look for environments', ja: '環境の一覧を取得できませんでした' },
  'program.dryRun': { en: 'load the program', ja: 'プログラムをロードできませんでした' },
  'program.attach': { en: 'attach the program', ja: 'プログラムをアタッチできませんでした' },
  'program.attachPeer': {
    en: 'attach its own program to the other end',
    ja: '反対側にラボのプログラムをアタッチできませんでした',
  },
  'program.detach': { en: 'detach the program', ja: 'プログラムを取り外せませんでした' },
  'program.status': {
    en: 'look at the attached programs',
    ja: 'アタッチされているプログラムを調べられませんでした',
  },
  'traffic.ping': { en: 'send packets', ja: 'パケットを送れませんでした' },
  'capture.start': { en: 'capture packets', ja: 'パケットをキャプチャーできませんでした' },
  'capture.stop': { en: 'end the capture', ja: 'キャプチャーを終えられませんでした' },
  'counters.read': { en: 'read the counters', ja: 'カウンターを読めませんでした' },
  'counters.watch': { en: 'watch the counters', ja: 'カウンターを観察できませんでした' },
  'tap.follow': { en: 'record packets', ja: 'パケットを記録できませんでした' },
  'exceptions.watch': {
    en: 'listen to the kernel’s trace events',
    ja: 'カーネルのトレースイベントを受け取れませんでした',
  },
  'exceptions.stop': { en: 'end a trace', ja: 'トレースを終えられませんでした' },
  'exceptions.recording': { en: 'read a recorded trace', ja: '記録したトレースを読めませんでした' },
  'maps.list': { en: 'look at the maps of the program', ja: 'プログラムのマップを調べられませんでした' },
  'maps.dump': { en: 'read the map', ja: 'マップを読めませんでした' },
};

/** Says what the lab could not do because root is not allowed. */
export const refusedDeed = (verb: Verb): Text => ({
  en: `The lab has not been allowed to act as root yet, so it could not ${deeds[verb].en}.`,
  ja: `ラボはまだ管理者権限での操作を許可されていないため、${deeds[verb].ja}。`,
});
