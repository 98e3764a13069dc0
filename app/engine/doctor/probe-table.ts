import type { Text } from '../../contract/index.ts';
import type { Probe } from '../../helper/contract/index.ts';

/** What a probe of the kernel means to a learner: when it holds, and when it does not (with the weight that has). */
export interface ProbeMeaning {
  readonly title: Text;
  readonly holds: Text;
  readonly otherwise: Text;
  readonly weight: 'limited' | 'missing';
  readonly cure: Text | null;
}

const newerKernel: Text = {
  en: 'Use a kernel of your distribution, 6.1 or newer.',
  ja: 'ディストリビューションのカーネル(6.1 以降)を使ってください。',
};

/** Every probe of the helper. `limited` means that the lab works around it, as the sentence says. */
export const probeMeanings: Record<Probe['id'], ProbeMeaning> = {
  btf: {
    title: { en: 'Kernel BTF', ja: 'カーネルの BTF' },
    holds: { en: 'The kernel describes its own types.', ja: 'カーネルが自身の型情報を持っています。' },
    otherwise: {
      en: 'The kernel does not describe its own types: programs load, but tools that attach to kernel functions (xdpdump, the dispatcher) do not work.',
      ja: 'カーネルに型情報がありません。プログラムは読み込めますが、カーネル関数に取り付くツール(xdpdump、ディスパッチャー)は使えません。',
    },
    weight: 'limited',
    cure: {
      en: 'Use a kernel built with CONFIG_DEBUG_INFO_BTF, as those of Debian and Ubuntu are.',
      ja: 'CONFIG_DEBUG_INFO_BTF を有効にしたカーネル(Debian や Ubuntu のものなど)を使ってください。',
    },
  },
  bpffs: {
    title: { en: 'BPF file system', ja: 'BPF ファイルシステム' },
    holds: { en: 'Programs and maps can be pinned.', ja: 'プログラムとマップをピン留めできます。' },
    otherwise: {
      en: 'The BPF file system cannot be mounted, so nothing can be pinned.',
      ja: 'BPF ファイルシステムをマウントできず、ピン留めができません。',
    },
    weight: 'missing',
    cure: {
      en: 'In a container, allow mount and bpf (CAP_SYS_ADMIN); elsewhere use a kernel with CONFIG_BPF_SYSCALL.',
      ja: 'コンテナーでは mount と bpf(CAP_SYS_ADMIN)を許可してください。それ以外では CONFIG_BPF_SYSCALL を有効にしたカーネルを使ってください。',
    },
  },
  'vlan-8021q': {
    title: { en: 'VLAN interfaces (8021q)', ja: 'VLAN インターフェース(8021q)' },
    holds: { en: 'The kernel makes VLAN interfaces.', ja: 'カーネルで VLAN インターフェースを作れます。' },
    otherwise: {
      en: 'The kernel has no 8021q. The lab’s own tc programs tag and untag in its place: XDP and tcpdump see the same frames.',
      ja: 'カーネルに 8021q がありません。代わりにラボの tc プログラムがタグを付け外しします。XDP と tcpdump に見えるフレームは同じです。',
    },
    weight: 'limited',
    cure: {
      en: 'Nothing to do. With a distribution’s kernel: sudo modprobe 8021q',
      ja: '何もしなくてかまいません。ディストリビューションのカーネルなら: sudo modprobe 8021q',
    },
  },
  'libxdp-dispatcher': {
    title: { en: 'libxdp dispatcher', ja: 'libxdp ディスパッチャー' },
    holds: {
      en: 'Several XDP programs can share an interface.',
      ja: '一つのインターフェースで複数の XDP プログラムを動かせます。',
    },
    otherwise: {
      en: 'The kernel refuses libxdp’s dispatcher. The lab sets LIBXDP_SKIP_DISPATCHER=1: one program per interface, which every lesson gets by with.',
      ja: 'カーネルが libxdp のディスパッチャーを拒否します。ラボは LIBXDP_SKIP_DISPATCHER=1 を設定し、一つのインターフェースに一つのプログラムをアタッチします。どのレッスンもこれで足ります。',
    },
    weight: 'limited',
    cure: {
      en: 'Nothing to do. By hand, put LIBXDP_SKIP_DISPATCHER=1 before xdp-loader.',
      ja: '何もしなくてかまいません。手で実行するときは xdp-loader の前に LIBXDP_SKIP_DISPATCHER=1 を付けてください。',
    },
  },
  ipv6: {
    title: { en: 'IPv6', ja: 'IPv6' },
    holds: { en: 'IPv6 is on.', ja: 'IPv6 は有効です。' },
    otherwise: {
      en: 'IPv6 is off, and the lessons’ addresses are IPv6.',
      ja: 'IPv6 が無効です。レッスンのアドレスは IPv6 です。',
    },
    weight: 'missing',
    cure: {
      en: 'Switch it on: sudo sysctl -w net.ipv6.conf.all.disable_ipv6=0 (and take ipv6.disable=1 off the kernel’s command line).',
      ja: '有効にするには: sudo sysctl -w net.ipv6.conf.all.disable_ipv6=0(カーネルの起動オプションに ipv6.disable=1 があれば外してください)',
    },
  },
  tracefs: {
    title: { en: 'Tracing', ja: 'トレース' },
    holds: { en: 'The kernel’s trace events can be read.', ja: 'カーネルのトレースイベントを読めます。' },
    otherwise: {
      en: 'The kernel’s trace events cannot be read: XDP exceptions will not be shown.',
      ja: 'カーネルのトレースイベントを読めません。XDP の例外は表示されません。',
    },
    weight: 'limited',
    cure: {
      en: 'Mount it: sudo mount -t tracefs tracefs /sys/kernel/tracing',
      ja: 'マウントするには: sudo mount -t tracefs tracefs /sys/kernel/tracing',
    },
  },
  'trace-cmd': {
    title: { en: 'Recording with trace-cmd', ja: 'trace-cmd による記録' },
    holds: { en: 'trace-cmd can record events.', ja: 'trace-cmd でイベントを記録できます。' },
    otherwise: {
      en: 'trace-cmd cannot record here; a private trace instance can be read in its place.',
      ja: 'ここでは trace-cmd で記録できません。代わりに専用のトレースインスタンスから読めます。',
    },
    weight: 'limited',
    cure: null,
  },
  'xdp-native': {
    title: { en: 'XDP in the driver', ja: 'ドライバーでの XDP' },
    holds: { en: 'Programs attach in native mode.', ja: 'native モードでアタッチできます。' },
    otherwise: {
      en: 'Programs do not attach in native mode here; use skb mode (--mode skb).',
      ja: 'ここでは native モードでアタッチできません。skb モード(--mode skb)を使ってください。',
    },
    weight: 'limited',
    cure: newerKernel,
  },
  'xdp-skb': {
    title: { en: 'Generic XDP', ja: '汎用 XDP' },
    holds: { en: 'Programs attach in skb mode.', ja: 'skb モードでアタッチできます。' },
    otherwise: { en: 'Programs do not attach in skb mode.', ja: 'skb モードでアタッチできません。' },
    weight: 'missing',
    cure: newerKernel,
  },
  'prog-test-run': {
    title: { en: 'Test runs', ja: 'テスト実行' },
    holds: {
      en: 'A program can be run on a single frame, without an interface.',
      ja: 'インターフェースなしで、一つのフレームに対してプログラムを実行できます。',
    },
    otherwise: {
      en: 'A program cannot be run on a single frame, so vectors cannot be graded.',
      ja: '一つのフレームに対してプログラムを実行できないため、ベクターを採点できません。',
    },
    weight: 'missing',
    cure: newerKernel,
  },
  lockdown: {
    title: { en: 'Kernel lockdown', ja: 'カーネルのロックダウン' },
    holds: { en: 'The kernel is not locked down.', ja: 'カーネルはロックダウンされていません。' },
    otherwise: {
      en: 'The kernel is locked down: xdpdump, xdp-monitor and the dispatcher are refused. Grading does not use them.',
      ja: 'カーネルがロックダウンされており、xdpdump、xdp-monitor、ディスパッチャーは拒否されます。採点では使いません。',
    },
    weight: 'limited',
    cure: {
      en: 'Nothing to do. Secure Boot switches it on; only its owner should switch it off.',
      ja: '何もしなくてかまいません。セキュアブートによって有効になります。無効にするかどうかは、マシンの管理者が決めることです。',
    },
  },
};
