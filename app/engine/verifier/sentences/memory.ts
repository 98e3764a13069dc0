import type { Text } from '../../../contract/index.ts';
import type { Facts } from '../facts.ts';

/** A lookup's result that is used without a look whether it is NULL. */
export const mapValueNull = ({ map, expression, registerType }: Facts): Text => {
  const used = { en: expression ?? 'its result', ja: expression ? `${expression} で` : '結果を' };
  if (map !== undefined) {
    return {
      en: `The lookup in map ${map} may return NULL, and ${used.en === 'its result' ? 'its result is used' : `${used.en} uses its result`} without checking that first.`,
      ja: `マップ ${map} の検索は NULL を返すことがありますが、${expression ? `${expression} では確かめずにその` : 'それを確かめずに'}結果を使っています。`,
    };
  }
  if (registerType?.startsWith('ringbuf')) {
    return {
      en: 'bpf_ringbuf_reserve() may return NULL when the ring is full, and the program uses the record without checking that first.',
      ja: 'bpf_ringbuf_reserve() はリングが一杯のとき NULL を返しますが、確かめずにレコードを使っています。',
    };
  }
  return {
    en: 'A map lookup may return NULL, and the program uses the result without checking it.',
    ja: 'マップの検索は NULL を返すことがありますが、結果を確かめずに使っています。',
  };
};

/** Access beyond a map value, or of a place in it that is not proven. */
export const mapValueBounds = ({ map, valueBytes, access, expression }: Facts): Text => {
  const of =
    map === undefined
      ? { en: 'the map value', ja: 'マップの値' }
      : { en: `the value of map ${map}`, ja: `マップ ${map} の値` };
  const where = {
    en: expression ? `${expression} ` : 'The line ',
    ja: expression ? `${expression} は` : 'この行は',
  };
  if (valueBytes !== undefined && access && access.offset >= 0) {
    return {
      en: `${where.en}may reach ${access.offset + access.sizeBytes} bytes into ${of.en}, which has ${valueBytes}: limit the index before it is used.`,
      ja: `${where.ja}${of.ja}(${valueBytes} バイト)の 先頭から ${access.offset + access.sizeBytes} バイトの位置まで届くことがあります。使う前に添字の範囲を制限してください。`,
    };
  }
  return {
    en: `${where.en}reaches into ${of.en} at an index without a proven limit: compare the index with the number of elements before.`,
    ja: `${where.ja}上限が証明されていない添字で${of.ja}にアクセスしています。先に添字を要素数と比べてください。`,
  };
};

/** A read of stack that was never written. */
export const uninitialisedStack = ({ access, helper }: Facts): Text => {
  const bytes = access
    ? { en: `${access.sizeBytes} bytes`, ja: `${access.sizeBytes} バイト` }
    : { en: 'bytes', ja: 'バイト' };
  return helper === undefined
    ? {
        en: `The line reads ${bytes.en} of the stack that the program never wrote: set the variable first.`,
        ja: `一度も書き込んでいないスタックの ${bytes.ja}を読んでいます。先に変数を初期化してください。`,
      }
    : {
        en: `${helper}() is given ${bytes.en} of the stack that the program did not all write: set the whole variable first, the gaps in a struct included.`,
        ja: `${helper}() に渡すスタックの ${bytes.ja}に、書き込まれていない部分があります。構造体の隙間も含めて、先に変数全体を初期化してください。`,
      };
};

export const uninitialisedRegister = ({ register }: Facts): Text => ({
  en: `The line uses a value${register ? ` (${register})` : ''} that was never set on one of the ways to it; a call also empties R1 to R5.`,
  ja: `ここに至る経路のどれかで一度も設定されていない値${register ? `(${register})` : ''}を使っています。関数を呼び出すと R1〜R5 も空になります。`,
});

export const stackTooLarge = ({ stack, frame }: Facts): Text => {
  const largest = {
    en: frame ? ` ${frame.name}() alone takes ${frame.bytes}.` : '',
    ja: frame ? `${frame.name}() だけで ${frame.bytes} バイトです。` : '',
  };
  return stack
    ? {
        en: `${stack.calls} functions that call each other need ${stack.bytes} bytes of stack together; BPF has 512.${largest.en}`,
        ja: `呼び出しの連なる ${stack.calls} 個の関数で、合わせて ${stack.bytes} バイトのスタックが必要です。BPF のスタックは 512 バイトです。${largest.ja}`,
      }
    : {
        en: `The program needs more than the 512 bytes of stack that BPF has.${largest.en}`,
        ja: `BPF のスタック(512 バイト)を超えています。${largest.ja}`,
      };
};

export const misaligned = ({ access }: Facts): Text => ({
  en: access
    ? `The line reaches ${access.sizeBytes} bytes at offset ${access.offset}, which is not a multiple of ${access.sizeBytes}.`
    : 'The program reads at an address that is not a multiple of the size it reads.',
  ja: access
    ? `オフセット ${access.offset} で ${access.sizeBytes} バイトにアクセスしていますが、${access.sizeBytes} の倍数ではありません。`
    : '読み込むサイズの倍数でないアドレスを読んでいます。',
});

export const readOnlyWrite = ({ map, expression, registerType }: Facts): Text => {
  const what = map?.endsWith('.rodata')
    ? { en: 'a constant (a const global variable)', ja: '定数(const のグローバル変数)' }
    : map !== undefined
      ? { en: `map ${map}, which the program may only read`, ja: `読み取り専用のマップ ${map}` }
      : registerType?.startsWith('ctx')
        ? {
            en: 'a field of the context that XDP may only read',
            ja: 'XDP では読み取り専用のコンテキストのフィールド',
          }
        : { en: 'memory that it may only read', ja: '読み取り専用のメモリー' };
  return {
    en: `The line writes to ${what.en}${expression ? ` (${expression})` : ''}.`,
    ja: `${what.ja}${expression ? `(${expression})` : ''}に書き込んでいます。`,
  };
};
