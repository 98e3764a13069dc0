import type { FailureCode, LabFailure } from './failure.ts';
import type { Text } from './text.ts';

/** What a failure speaks of. `thing` is its name as the learner knows it: a path, an interface, a tool, a process. */
interface Circumstances {
  readonly thing: string;
  /** What the tool or the kernel said, word for word. */
  readonly detail?: string;
  /** The way out, where the usual one of the code does not fit. */
  readonly fix?: Text;
  /** The sentence itself, where the usual one of the code would say too little. */
  readonly message?: Text;
}

/** The usual sentence and way out of each code; `$` stands for the thing. */
const sentences: Record<FailureCode, { readonly message: Text; readonly fix?: Text }> = {
  'attach-refused': {
    message: { en: 'The kernel refused to attach $.', ja: 'カーネルが $ のアタッチを拒否しました。' },
    fix: {
      en: 'Read what the kernel said below; try the other mode (--mode skb).',
      ja: '下のカーネルの出力を読み、もう一方のモード(--mode skb)も試してください。',
    },
  },
  'bad-input': { message: { en: '$ cannot be used.', ja: '$ は使えません。' } },
  busy: {
    message: { en: '$ is busy.', ja: '$ は使用中です。' },
    fix: {
      en: 'Wait for it to finish, then try again.',
      ja: '終わるのを待ってから、もう一度試してください。',
    },
  },
  cancelled: { message: { en: '$ was stopped before it ended.', ja: '$ は途中で止められました。' } },
  'clang-failed': {
    message: { en: '$ does not compile.', ja: '$ はコンパイルできません。' },
    fix: {
      en: 'Mend the first error; later ones often follow from it.',
      ja: '最初のエラーから直してください。後のエラーはそこから生じていることがよくあります。',
    },
  },
  'disk-full': {
    message: { en: 'There is no room left to write $.', ja: '$ を書き込む空き容量がありません。' },
    fix: {
      en: 'Free some space, or point TMPDIR at a folder on another disk.',
      ja: '空き容量を増やすか、TMPDIR を別のディスクのフォルダーに向けてください。',
    },
  },
  'elevation-refused': {
    message: {
      en: 'Root was asked for through $, and refused.',
      ja: '$ で管理者権限を求めましたが、許可されませんでした。',
    },
    fix: {
      en: 'Run it again and allow it, or start it with sudo. Reading, editing and compiling work without.',
      ja: 'もう一度実行して許可するか、sudo を付けて起動してください。読む・編集する・コンパイルすることは権限なしでもできます。',
    },
  },
  'env-busy': {
    message: { en: 'The environment $ is in use by another lab.', ja: '環境 $ は別のラボが使っています。' },
    fix: {
      en: 'Take it down there, or end that lab; or choose another --name and --number.',
      ja: 'そのラボで片付けるか、そのラボを終了してください。別の --name と --number も選べます。',
    },
  },
  'env-exists': {
    message: {
      en: '$ exists already and was not made by the lab.',
      ja: '$ はすでに存在し、ラボが作ったものではありません。',
    },
    fix: {
      en: 'Choose another --name, or remove it yourself (ip netns delete, ip link delete).',
      ja: '別の --name を選ぶか、自分で削除してください(ip netns delete、ip link delete)。',
    },
  },
  'env-missing': {
    message: { en: 'There is no environment $.', ja: '環境 $ はありません。' },
    fix: { en: 'Make it with: xdp-lab env up --name $', ja: '次で作れます: xdp-lab env up --name $' },
  },
  'helper-gone': {
    message: {
      en: 'The helper that runs as root ended while it was needed ($).',
      ja: '管理者権限で動くヘルパーが途中で終了しました($)。',
    },
    fix: {
      en: 'Run it again: what the helper left behind is removed first.',
      ja: 'もう一度実行してください。残ったものは最初に片付けられます。',
    },
  },
  'interface-missing': {
    message: { en: 'The interface $ is gone.', ja: 'インターフェース $ がなくなっています。' },
    fix: {
      en: 'Something outside the lab removed it. Run it again; an environment you keep is made anew by: xdp-lab env reset',
      ja: 'ラボの外で削除されたようです。もう一度実行してください。残してある環境は xdp-lab env reset で作り直せます。',
    },
  },
  'ipv6-disabled': {
    message: { en: 'IPv6 is switched off on this machine ($).', ja: 'このマシンでは IPv6 が無効です($)。' },
    fix: {
      en: 'Switch it on: sysctl -w net.ipv6.conf.all.disable_ipv6=0',
      ja: '有効にするには: sysctl -w net.ipv6.conf.all.disable_ipv6=0',
    },
  },
  'lesson-invalid': { message: { en: 'The lesson has a mistake: $.', ja: 'レッスンに誤りがあります: $' } },
  'not-allowed': {
    message: {
      en: 'The lab has not been allowed to act as root yet.',
      ja: 'ラボはまだ管理者権限での操作を許可されていません。',
    },
    fix: {
      en: 'Allow it, and try again. Reading, editing and compiling work without.',
      ja: '許可してから、もう一度試してください。読む・編集する・コンパイルすることは権限なしでもできます。',
    },
  },
  'not-an-object': {
    message: { en: '$ is not a BPF object file.', ja: '$ は BPF オブジェクトファイルではありません。' },
    fix: {
      en: 'Give a C file, or an object made with clang -target bpf -c.',
      ja: 'C ファイルか、clang -target bpf -c で作ったオブジェクトを指定してください。',
    },
  },
  'not-found': { message: { en: 'There is no $.', ja: '$ はありません。' } },
  'not-privileged': {
    message: {
      en: 'The lab needs root for $, and none of the ways to it works here.',
      ja: '$ には管理者権限が必要ですが、ここではどの方法でも得られません。',
    },
    fix: {
      en: 'Start it with sudo. Reading, editing and compiling work without.',
      ja: 'sudo を付けて起動してください。読む・編集する・コンパイルすることは権限なしでもできます。',
    },
  },
  'number-in-use': {
    message: {
      en: 'The addresses of $ are in use by another interface.',
      ja: '$ のアドレスは別のインターフェースが使っています。',
    },
    fix: { en: 'Choose another --number.', ja: '別の --number を選んでください。' },
  },
  'program-missing': {
    message: {
      en: 'The object has no XDP program named $.',
      ja: 'オブジェクトに $ という XDP プログラムがありません。',
    },
  },
  timeout: {
    message: { en: '$ took too long and was stopped.', ja: '$ に時間がかかりすぎたため、止めました。' },
    fix: {
      en: 'Try again; if it stays so, run: xdp-lab doctor',
      ja: 'もう一度試してください。続くようなら xdp-lab doctor を実行してください。',
    },
  },
  'tool-failed': { message: { en: '$ failed.', ja: '$ が失敗しました。' } },
  'tool-missing': {
    message: { en: 'The tool $ is not installed.', ja: 'ツール $ がインストールされていません。' },
    fix: {
      en: 'Run xdp-lab doctor: it says which package brings it.',
      ja: 'xdp-lab doctor を実行すると、どのパッケージに入っているかがわかります。',
    },
  },
  unsupported: { message: { en: 'This kernel cannot do $.', ja: 'このカーネルでは $ ができません。' } },
  'verifier-rejected': {
    message: { en: 'The verifier rejects $.', ja: '検証器が $ を拒否しました。' },
    fix: {
      en: 'Read the rejected line and the reason below.',
      ja: '拒否された行と下の理由を読んでください。',
    },
  },
};

const naming = (text: Text, thing: string): Text => ({
  en: text.en.replaceAll('$', () => thing),
  ja: text.ja.replaceAll('$', () => thing),
});

/** Builds the failure of a code: its sentence in both languages with the thing named in it, and the way out. */
export const labFailure = (
  code: FailureCode,
  { thing, detail = '', fix, message }: Circumstances,
): LabFailure => {
  const usual = sentences[code];
  const way = fix ?? usual.fix;
  return {
    code,
    message: message ?? naming(usual.message, thing),
    detail,
    ...(way && { fix: naming(way, thing) }),
  };
};
