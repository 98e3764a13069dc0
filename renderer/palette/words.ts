const en = {
  places: 'Lessons and files',
  commands: 'Commands',
  ask: { places: 'Go to a lesson or a file …', commands: 'What do you want to do?' },
  found: (n: number) => (n === 1 ? '1 result' : `${String(n)} results`),
  nothing: 'Nothing fits.',
  current: 'open now',
};
const ja: typeof en = {
  places: 'レッスンとファイル',
  commands: 'コマンド',
  ask: { places: 'レッスンやファイルへ移動…', commands: '何をしますか。' },
  found: (n) => `${String(n)} 件`,
  nothing: '該当するものがありません。',
  current: '表示中',
};

/** The palette's words. */
export const paletteWords = { en, ja };
