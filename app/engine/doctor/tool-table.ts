import type { Text } from '../../contract/index.ts';

/** A tool the lab runs, and what for. Without a `needed` one nothing can be graded; the others limit one thing. */
export interface LabTool {
  readonly id: string;
  readonly use: Text;
  readonly needed: boolean;
  /** What makes it name its version. Left out where even that has an effect: xdp-loader takes its lock file. */
  readonly versionArgs?: readonly string[];
}

/** The tools the doctor asks about, in the order of a grading. */
export const labTools: readonly LabTool[] = [
  {
    id: 'clang',
    use: { en: 'compiles your programs', ja: 'プログラムのコンパイル' },
    needed: true,
    versionArgs: ['--version'],
  },
  {
    id: 'clangd',
    use: { en: 'completes and checks C in an editor', ja: 'エディターでの補完と検査' },
    needed: false,
    versionArgs: ['--version'],
  },
  {
    id: 'bpftool',
    use: {
      en: 'loads programs and shows the verifier’s log',
      ja: 'プログラムの読み込みと検証器のログの表示',
    },
    needed: true,
    versionArgs: ['version'],
  },
  {
    id: 'xdp-loader',
    use: { en: 'attaches programs to an interface', ja: 'インターフェースへのアタッチ' },
    needed: true,
  },
  {
    id: 'ip',
    use: { en: 'makes namespaces and interfaces', ja: '名前空間とインターフェースの作成' },
    needed: true,
    versionArgs: ['-V'],
  },
  {
    id: 'nsenter',
    use: { en: 'runs commands inside a namespace', ja: '名前空間の中でのコマンドの実行' },
    needed: true,
    versionArgs: ['-V'],
  },
  { id: 'ping', use: { en: 'sends packets', ja: 'パケットの送信' }, needed: true, versionArgs: ['-V'] },
  {
    id: 'tcpdump',
    use: { en: 'captures packets at both ends', ja: '両端でのパケットの取得' },
    needed: true,
    versionArgs: ['--version'],
  },
  {
    id: 'ethtool',
    use: {
      en: 'sets offloads and reads the driver’s counters',
      ja: 'オフロードの設定とドライバーのカウンターの読み取り',
    },
    needed: true,
    versionArgs: ['--version'],
  },
  {
    id: 'trace-cmd',
    use: { en: 'shows xdp:xdp_exception events', ja: 'xdp:xdp_exception イベントの表示' },
    needed: false,
    versionArgs: ['--version'],
  },
  {
    id: 'socat',
    use: { en: 'sends and receives TCP and UDP', ja: 'TCP と UDP の送受信' },
    needed: false,
    versionArgs: ['-V'],
  },
];
