import type { Text } from '../../app/contract/index.ts';

/** What a learner reads after a save that found something else on the disk than the page knew. */
export const changedOutside = (path: string): Text => ({
  en: `${path} had been changed outside this page. Your text is saved, and that version is kept in History.`,
  ja: `${path} はこのページの外で変更されていました。入力した内容を保存し、外で変更された版は履歴に残しました。`,
});
