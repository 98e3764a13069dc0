import { withKey } from '../i18n/with-key.ts';

const en = {
  title: 'May the lab act as root?',
  intro:
    'Trying a program needs the kernel, and the kernel listens only to root. With your permission a small helper of the lab runs as root, until the lab ends. It will:',
  will: [
    'make network namespaces and veth pairs of its own;',
    'load your program, and attach it to its own interfaces only;',
    'read counters and traces;',
    'remove all of it at the end.',
  ],
  wont: 'It touches nothing else of this machine. Every command line it runs is shown under Commands.',
  password: 'If a password is needed, your system asks for it in its own dialog. The lab never sees it.',
  without:
    'Without root you can read, edit and compile. Your answer is remembered; change it any time in the menu at the top right.',
  asking: 'Your system is asking: look for its password dialog.',
  notConnected: 'The lab is not connected. The page tries again by itself; allow it then.',
  allow: 'Allow',
  notNow: 'Not now',
  menu: 'The lab and root',
  states: {
    connecting: 'connecting …',
    lost: 'connection lost',
    asking: 'asking for root …',
    starting: 'lab starting …',
    ready: 'lab ready',
    up: 'lab up',
    off: 'lab off',
    gone: 'helper ended',
    unasked: 'not asked for root yet',
    noRoot: 'no root',
  },
  sandboxes: { host: 'this machine', none: 'no sandbox' },
  kernel: 'Kernel',
  runsIn: 'Programs run in',
  sandboxWhy: {
    host: 'this machine’s kernel',
    none: 'nothing: root is not allowed',
  },
  root: 'Root',
  privileges: {
    unasked: 'not asked for yet',
    asking: 'the system is asking',
    granted: 'allowed',
    refused: 'not allowed',
  },
  ways: {
    root: 'the lab was started as root',
    sudo: 'through sudo',
    pkexec: 'through the system’s dialog (pkexec)',
    'sudo-prompt': 'through the system’s dialog',
  },
  allowDots: 'Allow root …',
  takeBack: 'Take it back',
  environments: 'Environments',
  noEnvironments: (runKey: string) => `None stands. ${withKey.en('A run', runKey)} makes one.`,
  nothingAttached: 'nothing attached',
  takeDown: 'Take down',
  takeDownOf: (name: string) => `Take down ${name}`,
};
const ja: typeof en = {
  title: 'ラボに管理者権限での操作を許可しますか。',
  intro:
    'プログラムを試すにはカーネルの力が必要で、それができるのは root だけです。許可すると、ラボの小さなヘルパーが、ラボを終了するまで root として動きます。ヘルパーがすることは次のとおりです。',
  will: [
    '専用のネットワーク名前空間と veth ペアを作る',
    'あなたのプログラムをロードし、専用のインターフェースだけにアタッチする',
    'カウンターとトレースを読む',
    '最後にすべて片付ける',
  ],
  wont: 'このマシンのほかの部分には触れません。実行したコマンドはすべて「コマンド」に表示されます。',
  password:
    'パスワードが必要なときは、システムが専用のダイアログで尋ねます。ラボがパスワードを知ることはありません。',
  without:
    '許可しなくても、読む・編集する・コンパイルすることはできます。答えは記憶され、右上のメニューでいつでも変えられます。',
  asking: 'システムが確認しています。パスワードのダイアログを探してください。',
  notConnected: 'ラボに接続していません。自動的に接続し直すので、そのあとで許可してください。',
  allow: '許可する',
  notNow: '今はしない',
  menu: 'ラボと管理者権限',
  states: {
    connecting: '接続中…',
    lost: '接続が切れました',
    asking: '権限を確認中…',
    starting: 'ラボを起動中…',
    ready: 'ラボ準備完了',
    up: 'ラボ起動中',
    off: 'ラボ停止中',
    gone: 'ヘルパー終了',
    unasked: '権限はまだ求めていません',
    noRoot: '権限なし',
  },
  sandboxes: { host: 'このマシン', none: 'サンドボックスなし' },
  kernel: 'カーネル',
  runsIn: '動く場所',
  sandboxWhy: {
    host: 'このマシンのカーネル',
    none: 'なし(管理者権限が許可されていません)',
  },
  root: '管理者権限',
  privileges: {
    unasked: 'まだ求めていません',
    asking: 'システムが確認しています',
    granted: '許可されています',
    refused: '許可されていません',
  },
  ways: {
    root: 'ラボが root で起動されました',
    sudo: 'sudo を使用',
    pkexec: 'システムのダイアログ(pkexec)を使用',
    'sudo-prompt': 'システムのダイアログを使用',
  },
  allowDots: '管理者権限を許可する…',
  takeBack: '許可を取り消す',
  environments: '環境',
  noEnvironments: (runKey) => `ありません。${withKey.ja('実行', runKey)}すると作られます。`,
  nothingAttached: '何もアタッチされていません',
  takeDown: '片付ける',
  takeDownOf: (name) => `${name} を片付ける`,
};

/** What is said of root and of what the lab holds. */
export const privilegeWords = { en, ja };
