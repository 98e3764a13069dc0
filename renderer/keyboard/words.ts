const en = {
  title: 'Keyboard',
  intro: 'Keys count within their pane, or everywhere. Choose “Change” and press another key.',
  everywhere: 'Everywhere',
  change: 'Change',
  changeOf: (command: string) => `Change the key of “${command}”`,
  press: 'Press a key … (Escape: leave it as it is)',
  none: 'none',
  usual: 'Back to the usual',
  usualOf: (command: string) => `Back to the usual key of “${command}”`,
  allUsual: 'All back to the usual',
  close: 'Close',
  unfit: (key: string) => `${key} is needed for typing. Take one with Ctrl or Alt, or an F key.`,
  trapping: (key: string) =>
    `${key} is the last key that leads out of a terminal. Give “Go to the next pane” or “Go to the previous pane” another key first.`,
  taken: (key: string, other: string) =>
    `${key} is the key of “${other}” already, which would then have none.`,
  take: 'Take it',
  leave: 'Leave it',
};
const ja: typeof en = {
  title: 'キーボード',
  intro: 'キーは、そのペインの中、またはどこでも効きます。「変更」を選んで、新しいキーを押してください。',
  everywhere: 'どこでも',
  change: '変更',
  changeOf: (command) => `「${command}」のキーを変更`,
  press: 'キーを押してください…(Escape で変更をやめる)',
  none: 'なし',
  usual: '元に戻す',
  usualOf: (command) => `「${command}」のキーを元に戻す`,
  allUsual: 'すべて元に戻す',
  close: '閉じる',
  unfit: (key) => `${key} は入力に必要です。Ctrl か Alt を組み合わせるか、F キーを選んでください。`,
  trapping: (key) =>
    `${key} は端末から抜け出せる最後のキーです。先に「次のペインへ」か「前のペインへ」に別のキーを割り当ててください。`,
  taken: (key, other) => `${key} はすでに「${other}」のキーです。変更すると、そちらのキーはなくなります。`,
  take: '変更する',
  leave: 'やめる',
};

/** The words of the list of keys. */
export const keyboardWords = { en, ja };
