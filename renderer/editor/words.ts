const en = {
  files: 'Files',
  wayOut: 'In the editor Tab indents; press Escape, then Tab, to leave it.',
  opening: 'Opening …',
  missing: 'clangd is missing: completion and live errors are off. clang’s errors still appear on save.',
  ended: 'clangd has ended: completion and live errors are off. clang’s errors still appear on save.',
  tooLarge: 'This file is too large for clangd: completion and live errors are off for it.',
  openDoctor: 'Doctor',
  restart: 'Start clangd again',
  mixedEnds: 'This file mixes line ends. They stay as they are; ␍ marks a carriage return.',
  nul: 'This file holds NUL bytes (␀). They stay as they are, but clang may not read past them.',
  restored: (paths: string) => `Brought back what you had typed and not saved: ${paths}.`,
  conflict: (path: string) => `${path} was changed on the disk after you typed what is not saved.`,
  takeDraft: 'Take your unsaved text',
  takeDisk: 'Keep the file on the disk',
  keepsNothing:
    'This browser lets the page keep nothing: settings, and code that is not saved, are gone once it is closed.',
  unkept: (paths: string) => `Not kept in case the page closes: ${paths}. Save to be safe.`,
  ok: 'OK',
};

const ja: typeof en = {
  files: 'ファイル',
  wayOut: 'エディター内の Tab は字下げです。Escape を押してから Tab を押すと、エディターを抜けます。',
  opening: '開いています…',
  missing:
    'clangd がないため、補完と入力中のエラー表示は使えません。clang のエラーは保存すると表示されます。',
  ended:
    'clangd が終了したため、補完と入力中のエラー表示は使えません。clang のエラーは保存すると表示されます。',
  tooLarge: 'このファイルは clangd には大きすぎるため、補完と入力中のエラー表示は使えません。',
  openDoctor: '診断',
  restart: 'clangd を再起動',
  mixedEnds: 'このファイルには 2 種類の改行が混ざっています。そのまま保たれます。␍ は復帰文字 (CR) です。',
  nul: 'このファイルには NUL (␀) が含まれています。そのまま保たれますが、clang は正しく読めないことがあります。',
  restored: (paths: string) => `保存していなかった入力を復元しました: ${paths}`,
  conflict: (path: string) =>
    `保存していない入力がありますが、${path} はその後ディスク上で変更されています。`,
  takeDraft: '保存していない入力を使う',
  takeDisk: 'ディスク上のファイルを使う',
  keepsNothing:
    'このブラウザーはページのデータを保存できない設定です。設定と未保存のコードは、ページを閉じると失われます。',
  unkept: (paths: string) => `ページを閉じると失われる入力があります: ${paths}。保存しておくと安心です。`,
  ok: 'OK',
};

/** The editor's own words. */
export const editorWords = { en, ja };
