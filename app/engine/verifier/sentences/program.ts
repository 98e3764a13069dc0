import type { Text } from '../../../contract/index.ts';
import type { Facts } from '../facts.ts';

export const tooComplex = ({ loop, loopLines = [] }: Facts): Text => {
  const lines = loopLines.join(', ');
  const where = {
    en: loopLines.length > 0 ? ` (the program jumps back on line ${lines})` : '',
    ja: loopLines.length > 0 ? `(後ろへ戻るジャンプは ${lines} 行目)` : '',
  };
  switch (loop) {
    case 'infinite':
      return {
        en: 'This loop never ends: the verifier came back to it with nothing changed.',
        ja: 'このループは終わりません。検証器は、何も変わらないまま同じ場所に戻ってきました。',
      };
    case 'too-long':
      return {
        en: `The verifier gave up after a million instructions: a loop without a limit that it can prove${where.en}, or too many ways through the program.`,
        ja: `検証器は 100 万命令を調べたところで打ち切りました。上限を証明できないループ${where.ja}があるか、プログラムの経路が多すぎます。`,
      };
    default:
      return {
        en: `The verifier cannot follow the program to its end: a loop without a provable bound${where.en}, or too many instructions.`,
        ja: `検証器がプログラムを最後まで追えません。上限を証明できないループ${where.ja}か、命令が多すぎます。`,
      };
  }
};

export const helperNotAllowed = ({ helper }: Facts): Text => ({
  en: helper
    ? `${helper}() cannot be called here: XDP programs may not use it, or this kernel does not have it.`
    : 'The program calls a helper that XDP programs may not use, or that this kernel does not have.',
  ja: helper
    ? `${helper}() はここでは呼べません。XDP プログラムには使えないか、このカーネルにありません。`
    : 'XDP プログラムが使えないヘルパー、またはこのカーネルにないヘルパーを呼んでいます。',
});

export const returnCode = ({ register }: Facts): Text => ({
  en: register
    ? 'The program can end here without having set what it returns: every way out must return an action such as XDP_PASS.'
    : 'The program ends with a return value that the kernel does not allow for this type of program.',
  ja: register
    ? '戻り値を設定しないままここで終わることがあります。どの経路でも XDP_PASS などのアクションを返してください。'
    : 'この種類のプログラムにカーネルが認めていない戻り値で終わっています。',
});

export const license = ({ helper }: Facts): Text => ({
  en: `Only GPL-compatible programs may call ${helper ? `${helper}()` : 'this helper'}, and the license section says otherwise: write char _license[] SEC("license") = "GPL";`,
  ja: `${helper ? `${helper}()` : 'このヘルパー'}を呼べるのは GPL 互換のプログラムだけですが、license セクションがそうなっていません。char _license[] SEC("license") = "GPL"; と書いてください。`,
});

export const unreleasedReference = ({ helper, related }: Facts): Text => {
  const taken = {
    en: `${helper ? ` by ${helper}()` : ''}${related ? ` on line ${related.line}` : ''}`,
    ja: `${related ? `${related.line} 行目の` : ''}${helper ? `${helper}() で` : ''}`,
  };
  return {
    en: `What was taken${taken.en} is not given back on the way that ends here: release it (or submit it) on every way out.`,
    ja: `${taken.ja}取得したものを返さないまま、ここで終わる経路があります。どの経路でも解放(または送信)してください。`,
  };
};

export const btfMissing = ({ missing, map }: Facts): Text => {
  if (map !== undefined) {
    return {
      en: `Map ${map} was declared without the types of key and value (BTF), which this call needs: use __type(key, …) and __type(value, …).`,
      ja: `マップ ${map} に、この呼び出しに必要なキーと値の型情報(BTF)がありません。__type(key, …) と __type(value, …) を使って宣言してください。`,
    };
  }
  return missing === undefined
    ? {
        en: 'The program needs type information (BTF) that this kernel does not carry.',
        ja: 'このカーネルにない型情報(BTF)が必要です。',
      }
    : {
        en: `This kernel's type information (BTF) knows no ${missing}.`,
        ja: `このカーネルの型情報(BTF)に ${missing} がありません。`,
      };
};

export const unknown = (): Text => ({
  en: 'The kernel rejects the program for the reason that its log gives.',
  ja: 'ログにある理由で、カーネルがこのプログラムを拒否しました。',
});
