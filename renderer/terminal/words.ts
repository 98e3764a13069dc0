const en = {
  terminals: 'Terminals',
  shell: 'Shell',
  inside: (name: string) => `Inside ${name}`,
  openShell: 'New shell',
  openInside: (name: string) => `New shell inside ${name}`,
  close: 'Close',
  closeNamed: (name: string) => `Close the terminal “${name}”`,
  leave: (key: string) => `${key} leaves the terminal`,
  copyKeys: 'Ctrl+Shift+C copies, Ctrl+Shift+V pastes',
  copyRefused: 'The browser does not let the page copy. Its own menu on the selected text may.',
  label: (name: string, leaveKey: string) => `Terminal “${name}”.${leaveKey && ` ${leaveKey} leaves it.`}`,
  linkHint: 'Ctrl+click opens it',
  empty: 'A real shell on this machine, where your files lie. What you run here, you run as yourself.',
  ended: (code: number) => `The program has ended with exit code ${String(code)}.`,
  endedBySignal: 'The program was ended by a signal.',
  endedWithLab: 'The lab that ran this terminal has ended, and the program with it.',
  again: 'Start again',
  over: 'ended',
  missing: (name: string) => `The environment “${name}” does not stand yet.`,
  making: (name: string) =>
    `The lab can make it now, as root: a network namespace “${name}” and a pair of virtual interfaces. It goes when the lab ends.`,
  make: 'Make it and open the shell',
  cancel: 'Not now',
};

const ja: typeof en = {
  terminals: '端末の一覧',
  shell: 'シェル',
  inside: (name) => `${name} の中`,
  openShell: '新しいシェル',
  openInside: (name) => `${name} の中で新しいシェル`,
  close: '閉じる',
  closeNamed: (name) => `端末「${name}」を閉じる`,
  leave: (key) => `${key} で端末から出られます`,
  copyKeys: 'コピーは Ctrl+Shift+C、貼り付けは Ctrl+Shift+V',
  copyRefused:
    'ブラウザーがコピーを許可していません。選択した文字列の上でブラウザーのメニューを開けば、コピーできることがあります。',
  label: (name, leaveKey) => `端末「${name}」。${leaveKey && `${leaveKey} で出られます。`}`,
  linkHint: 'Ctrl+クリックで開きます',
  empty: 'このマシンで動く実際のシェルです。あなたのファイルがある場所で、あなた自身の権限で動きます。',
  ended: (code) => `プログラムは終了コード ${String(code)} で終わりました。`,
  endedBySignal: 'プログラムはシグナルで終わりました。',
  endedWithLab: 'この端末を動かしていたラボが終了し、プログラムも終わりました。',
  again: 'もう一度始める',
  over: '終了',
  missing: (name) => `環境「${name}」はまだありません。`,
  making: (name) =>
    `ラボが root として、ネットワーク名前空間「${name}」と仮想インターフェースの組を今すぐ作れます。ラボを終えると消えます。`,
  make: '作ってシェルを開く',
  cancel: '今はしない',
};

/** What the terminals say. */
export const terminalWords = { en, ja };
