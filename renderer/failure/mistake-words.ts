const en = {
  mistake: {
    message: 'That was a mistake in XDP Lab, not yours.',
    fix: 'If the page does not work as it should any more, load it again.',
  },
  'part-missing': {
    message: 'A part of the page could not be loaded.',
    fix: 'The rest works on. Load the page again to have it; what you wrote is kept.',
  },
  said: 'What was thrown, word for word',
  reload: 'Load the page again',
  dismiss: 'Dismiss',
};
const ja: typeof en = {
  mistake: {
    message: 'XDP Lab の不具合です。あなたの操作のせいではありません。',
    fix: '動作がおかしくなったら、ページを読み込み直してください。',
  },
  'part-missing': {
    message: 'ページの一部を読み込めませんでした。',
    fix: 'ほかの部分はそのまま使えます。ページを読み込み直すと表示されます。書いたものは残ります。',
  },
  said: 'エラーの全文',
  reload: 'ページを読み込み直す',
  dismiss: '閉じる',
};

/** What is said of what nobody expected. */
export const mistakeWords = { en, ja };
