import { getSystemErrorMap } from 'node:util';
import { xdpActions, type ExceptionGroup, type ExceptionGroupSeen, type Text } from '../../contract/index.ts';

const aborted: Text = {
  en: 'The program returned XDP_ABORTED: by custom, its way to say that something in it went wrong. The packet is dropped.',
  ja: 'プログラムが XDP_ABORTED を返しました。慣例では、プログラムの中で問題が起きたことを表します。パケットは破棄されます。',
};

const noAction = (value: string): Text => ({
  en: `The program returned ${value}, which is no XDP action. The kernel treats it as XDP_ABORTED and drops the packet; a path through the program may return something it should not.`,
  ja: `プログラムが返した ${value} は XDP のアクションではありません。カーネルは XDP_ABORTED として扱い、パケットを破棄します。意図しない値を返す経路がないか確かめてください。`,
});

const manyValues: Text = {
  en: 'The program returns so many different values that the rest are counted together. Look where its return value comes from.',
  ja: '返す値の種類が多すぎるため、残りをまとめて数えています。戻り値がどこで決まるかを確かめてください。',
};

/** A value that is an action, but whose packet the driver could not treat so (drivers/net/veth.c, net/core/dev.c). */
const notDone: Readonly<Record<string, Text>> = {
  XDP_TX: {
    en: 'The packet was to go back out where it came in, and the driver could not send it. On veth the other end needs an XDP program in native mode, too.',
    ja: 'パケットを受信したインターフェースから送り返そうとしましたが、ドライバーが送れませんでした。veth では反対側にも native モードの XDP プログラムが必要です。',
  },
  XDP_REDIRECT: {
    en: 'The packet was to go to another interface, CPU or socket, and the driver could not hand it over.',
    ja: 'パケットを別のインターフェース・CPU・ソケットへ転送しようとしましたが、ドライバーが渡せませんでした。',
  },
};

const unusual = (action: string): Text => ({
  en: `The driver could not do what ${action} asks for; the packet is dropped.`,
  ja: `ドライバーが ${action} を実行できませんでした。パケットは破棄されます。`,
});

/** Why a redirect fails (net/core/filter.c `xdp_do_redirect`, include/linux/bpf.h, drivers/net/veth.c). */
const redirectErrors: Readonly<Record<string, Text>> = {
  EINVAL: {
    en: 'There is no such target: no interface has that index, or the map has nothing to send to.',
    ja: '転送先がありません。その番号のインターフェースが存在しないか、マップに送り先が入っていません。',
  },
  ENETDOWN: {
    en: 'The target interface is down. Set it up with ip link set dev … up.',
    ja: '転送先のインターフェースが停止しています。ip link set dev … up で起動してください。',
  },
  ENXIO: {
    en: 'The target cannot take frames from XDP now. On veth the other end of the target needs an XDP program in native mode.',
    ja: '転送先は今、XDP からのフレームを受け取れません。veth では転送先の反対側に native モードの XDP プログラムが必要です。',
  },
  EOPNOTSUPP: {
    en: 'The target’s driver cannot send frames from XDP (it has no ndo_xdp_xmit). Try skb mode.',
    ja: '転送先のドライバーは XDP からの送信に対応していません(ndo_xdp_xmit がありません)。skb モードを試してください。',
  },
  EMSGSIZE: {
    en: 'The packet is longer than the target’s MTU.',
    ja: 'パケットが転送先の MTU より長くなっています。',
  },
  ENOSPC: {
    en: 'The target’s queue is full: packets come faster than it sends them.',
    ja: '転送先のキューがいっぱいです。送信が到着に追いついていません。',
  },
  EOVERFLOW: {
    en: 'The packet has no room before its data for what the target needs there.',
    ja: 'パケットの先頭に、転送先が必要とする余裕(ヘッドルーム)がありません。',
  },
  ENOMEM: {
    en: 'The kernel had no memory for the packet on its way to the target.',
    ja: '転送に必要なメモリーをカーネルが確保できませんでした。',
  },
};

/** `EINVAL` of 22; the number itself where it has no name. */
export const errnoName = (errno: number): string => getSystemErrorMap().get(-errno)?.[0] ?? `errno ${errno}`;

const redirectFailed = (errno: number): Text => {
  const name = errnoName(errno);
  const known = redirectErrors[name];
  const why = known ?? {
    en: 'The kernel gives no more than that number.',
    ja: 'カーネルが示すのはこの番号だけです。',
  };
  return {
    en: `The redirect failed with ${name}: the packet is lost. ${why.en}`,
    ja: `転送が ${name} で失敗し、パケットは失われました。${why.ja}`,
  };
};

const actionNameOf = (action: number | null): string =>
  action === null ? '…' : (xdpActions[action] ?? String(action));

const meaningOf = ({ action, redirect }: ExceptionGroupSeen): Text => {
  if (redirect) return redirectFailed(redirect.errno);
  if (action === null) return manyValues;
  const name = actionNameOf(action);
  if (name === 'XDP_ABORTED') return aborted;
  if (xdpActions[action] === undefined) return noAction(name);
  return notDone[name] ?? unusual(name);
};

/** Adds to a group what its action is called, and what it means. */
export const explainGroup = (group: ExceptionGroupSeen): ExceptionGroup => ({
  ...group,
  actionName: actionNameOf(group.action),
  meaning: meaningOf(group),
});
