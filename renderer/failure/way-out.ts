import { labFailure } from '../../app/contract/index.ts';
import type { FailureCode, LabFailure, Text } from '../../app/contract/index.ts';

/** What the page can do about a failure: ask for root, repeat what failed, or show the doctor. */
export type Remedy = 'allow' | 'again' | 'doctor';

interface WayOut {
  readonly fix?: Text | undefined;
  readonly remedy?: Remedy;
}

const withoutRoot = {
  en: 'Reading, editing and compiling work without.',
  ja: '読む・編集する・コンパイルすることは許可がなくてもできます。',
};

/** The page's own way out of a code, where the usual one speaks of a command line, or where a button leads out. */
const waysOut: Partial<Record<FailureCode, WayOut>> = {
  'attach-refused': {
    fix: {
      en: 'Read what the kernel said below; the doctor says what this kernel can do.',
      ja: '下のカーネルの出力を読んでください。このカーネルでできることは診断に出ます。',
    },
    remedy: 'doctor',
  },
  busy: { remedy: 'again' },
  'elevation-refused': {
    fix: {
      en: `Ask again and allow it. ${withoutRoot.en}`,
      ja: `もう一度求めて許可してください。${withoutRoot.ja}`,
    },
    remedy: 'allow',
  },
  'env-busy': {
    fix: { en: 'End that lab, then try again.', ja: 'そのラボを終了してから、もう一度試してください。' },
    remedy: 'again',
  },
  'env-exists': {
    fix: {
      en: 'Remove it yourself (ip netns delete, ip link delete), then try again.',
      ja: '自分で削除してから(ip netns delete、ip link delete)、もう一度試してください。',
    },
    remedy: 'again',
  },
  'env-missing': {
    fix: { en: 'The next run makes it.', ja: '次の実行で作られます。' },
  },
  'helper-gone': {
    fix: {
      en: 'Your code is kept. What the helper left behind is removed first.',
      ja: 'コードはそのまま残っています。ヘルパーが残したものは最初に片付けられます。',
    },
    remedy: 'again',
  },
  'interface-missing': {
    fix: {
      en: 'Something outside the lab removed it. Try again: it is made anew.',
      ja: 'ラボの外で削除されたようです。もう一度試すと作り直されます。',
    },
    remedy: 'again',
  },
  'ipv6-disabled': { remedy: 'again' },
  'not-allowed': {
    fix: { en: withoutRoot.en, ja: withoutRoot.ja },
    remedy: 'allow',
  },
  'not-privileged': {
    fix: {
      en: `The doctor says which ways to root this machine has. ${withoutRoot.en}`,
      ja: `このマシンで使える方法は診断に出ます。${withoutRoot.ja}`,
    },
    remedy: 'doctor',
  },
  'number-in-use': {
    fix: {
      en: 'Take these addresses off the other interface, then try again.',
      ja: '別のインターフェースからそのアドレスを外して、もう一度試してください。',
    },
    remedy: 'again',
  },
  timeout: {
    fix: {
      en: 'Try again; if it stays so, the doctor may know why.',
      ja: 'もう一度試してください。続くようなら、診断で原因がわかるかもしれません。',
    },
    remedy: 'doctor',
  },
  'tool-missing': {
    fix: {
      en: 'The doctor says which package brings it.',
      ja: 'どのパッケージに入っているかは診断に出ます。',
    },
    remedy: 'doctor',
  },
  unsupported: { remedy: 'doctor' },
};

/** Whether a failure's way out is the usual one of its code, up to the thing that is named in it. */
const isUsual = ({ code, fix }: LabFailure): boolean => {
  const thing = '\0';
  const [start] = labFailure(code, { thing }).fix?.en.split(thing) ?? [];
  return fix === undefined || (start !== undefined && fix.en.startsWith(start));
};

/** The way out of a failure as the page tells it: what the lab says of this very case comes before what is usual. */
export const wayOutOf = (failure: LabFailure): WayOut => {
  const { fix, remedy } = waysOut[failure.code] ?? {};
  return { fix: fix && isUsual(failure) ? fix : failure.fix, ...(remedy && { remedy }) };
};
