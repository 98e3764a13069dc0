import type { Text } from '../../../contract/index.ts';
import type { Facts } from '../facts.ts';

const byteRange = ({ access, proof }: Facts): Text | null => {
  if (!access || !proof) return null;
  const { offset, sizeBytes } = access;
  const last = offset + sizeBytes - 1;
  return sizeBytes === 1
    ? { en: `byte ${offset}`, ja: `${offset} バイト目` }
    : { en: `bytes ${offset} to ${last}`, ja: `${offset}〜${last} バイト目` };
};

/** What is read or written: `eth->h_proto (byte 12)`. Bytes count from 0 at the pointer the verifier follows. */
const subject = (facts: Facts): Text => {
  const bytes = byteRange(facts);
  const { expression } = facts;
  if (expression && bytes) return { en: `${expression} (${bytes.en})`, ja: `${expression}(${bytes.ja})` };
  if (expression) return { en: expression, ja: expression };
  return bytes
    ? { en: `${bytes.en} of the packet`, ja: `パケットの ${bytes.ja}` }
    : { en: 'a packet byte', ja: 'パケットのバイト' };
};

/** Packet access that is not proven: without a check, with one that is too short, or against the wrong pointer. */
export const packetBounds = (facts: Facts): Text => {
  const what = subject(facts);
  const verb = facts.isWrite ? { en: 'writes', ja: '書き込んで' } : { en: 'reads', ja: '読んで' };
  const { provenBytes = 0, neededBytes = 0 } = facts.proof ?? {};
  const beside = facts.afterVariablePart
    ? { en: ' (not counting the part of variable length before them)', ja: '(その前の可変長の部分を除く)' }
    : { en: '', ja: '' };
  switch (facts.packetCase) {
    case 'too-short':
      return {
        en: `The check before this line proves ${provenBytes} bytes of the packet, but the line needs ${neededBytes}${beside.en}: it ${verb.en} ${what.en}.`,
        ja: `この行より前の確認で証明されるのは ${provenBytes} バイトまでですが、この行は ${neededBytes} バイト必要です${beside.ja}。${what.ja}を${verb.ja}います。`,
      };
    case 'wrong-pointer':
      return {
        en: `The line ${verb.en} ${what.en}, but what was compared with data_end is another pointer, which proves nothing for this one.`,
        ja: `${what.ja}を${verb.ja}いますが、data_end と比べたのは別のポインターなので、このポインターについては何も証明されません。`,
      };
    case 'wrong-side':
      return {
        en: `The line ${verb.en} ${what.en} on the side of the comparison with data_end where the bytes are not proven to be there.`,
        ja: `${what.ja}を、data_end との比較でバイトの存在が証明されない側の分岐で${verb.ja}います。`,
      };
    case 'end-moved':
      return {
        en: 'The line calculates with data_end, which the verifier forbids: move the pointer that you check, and compare it with data_end itself.',
        ja: 'data_end に対して計算していますが、検証器はこれを許しません。調べるポインターの側を動かし、data_end そのものと比べてください。',
      };
    case 'no-check':
      return {
        en: `The line ${verb.en} ${what.en}, and no comparison with data_end before it proves that the packet has any byte at all.`,
        ja: `${what.ja}を${verb.ja}いますが、それより前に data_end との比較がなく、パケットに 1 バイトもあることが証明されていません。`,
      };
    default:
      return {
        en: 'The program reaches packet bytes that no comparison with data_end has proven to be there.',
        ja: 'data_end との比較で存在が証明されていないパケットのバイトにアクセスしています。',
      };
  }
};

/** A number used as a pointer: most often a packet pointer from before a call that moves the packet. */
export const stalePacketPointer = ({ expression, helper, related, scalar }: Facts): Text => {
  const what = { en: expression ?? 'this pointer', ja: expression ?? 'このポインター' };
  if (scalar === 'never-pointer') {
    return {
      en: `A number is used as a pointer${expression ? ` in ${expression}` : ''}: the verifier knows of no memory behind it.`,
      ja: `${expression ? `${expression} で、` : ''}数値をポインターとして使っています。検証器には、その先にメモリーがあるとわかりません。`,
    };
  }
  if (scalar === 'was-packet' && helper) {
    const line = {
      en: related ? ` on line ${related.line}` : '',
      ja: related ? `(${related.line} 行目)` : '',
    };
    return {
      en: `${what.en} goes through a packet pointer from before ${helper}()${line.en}: the call may move the packet, so read ctx->data and ctx->data_end again after it, and check anew.`,
      ja: `${what.ja} は、${helper}()${line.ja}より前のパケットポインターを使っています。この呼び出しでパケットが動くことがあるので、呼び出しの後で ctx->data と ctx->data_end を読み直し、もう一度確認してください。`,
    };
  }
  return {
    en: 'A number is used as a pointer: most often a packet pointer kept over a call that moves the packet (bpf_xdp_adjust_head).',
    ja: '数値をポインターとして使っています。パケットを動かす呼び出し(bpf_xdp_adjust_head)の前のポインターを使い続けている場合がほとんどです。',
  };
};
