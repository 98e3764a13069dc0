import { withKey } from '../i18n/with-key.ts';

const en = {
  entries: 'Runs and snapshots, newest first',
  none: (saveKey: string, runKey: string) =>
    `Every run of your code appears here with the code it was: ${withKey.en('save', saveKey)} or ${withKey.en('run', runKey)} makes the first.`,
  loading: 'Reading the history …',
  choose: 'Choose a run or a snapshot to see its code and what came of it.',
  run: (n: number) => `run #${String(n)}`,
  live: 'real traffic',
  vectors: 'vectors',
  required: (passed: number, all: number) => `${String(passed)}/${String(all)}`,
  requiredName: (passed: number, all: number) => `${String(passed)} of ${String(all)} required checks pass`,
  verdicts: { pass: 'passes', fail: 'fails', cannot: 'could not be tried' },
  snapshot: 'snapshot',
  reasons: {
    reset: 'before starting over',
    reveal: 'before the first piece of the solution',
    restore: 'before something was put back',
    asked: 'made by you',
    conflict: 'from outside the page, before a save replaced it',
  },
  failed: 'What did not pass',
  compareWith: 'Compare with',
  now: 'your code now',
  same: 'There is no difference.',
  was: (what: string, path: string) => `${path}, ${what}`,
  putBack: 'Put this one back',
  askPutBack: (what: string) => `Put back the code of ${what}?`,
  askKept: 'Your code as it is now is saved and kept as a snapshot; you find it on top of this list.',
  yes: 'Put it back',
  cancel: 'Cancel',
};

const ja: typeof en = {
  entries: '実行とスナップショット(新しい順)',
  none: (saveKey, runKey) =>
    `コードを実行するたびに、そのときのコードと結果がここに残ります。${withKey.ja('保存', saveKey)}か${withKey.ja('実行', runKey)}で最初の記録ができます。`,
  loading: '履歴を読んでいます…',
  choose: '実行またはスナップショットを選ぶと、そのときのコードと結果が見られます。',
  run: (n) => `${String(n)} 回目の実行`,
  live: '実トラフィック',
  vectors: 'ベクターのみ',
  required: (passed, all) => `${String(passed)}/${String(all)}`,
  requiredName: (passed, all) => `必須チェック ${String(all)} 件のうち ${String(passed)} 件が合格`,
  verdicts: { pass: '合格', fail: '不合格', cannot: '試せませんでした' },
  snapshot: 'スナップショット',
  reasons: {
    reset: '最初からやり直す前',
    reveal: '解答を取り込む前',
    restore: '以前のコードに戻す前',
    asked: '自分で作成',
    conflict: '保存で置き換えられる前の、ページの外での変更',
  },
  failed: '通らなかったチェック',
  compareWith: '比べる相手',
  now: 'いまのコード',
  same: '違いはありません。',
  was: (what, path) => `${path}(${what})`,
  putBack: 'このコードに戻す',
  askPutBack: (what) => `${what}のコードに戻しますか。`,
  askKept: 'いまのコードは保存したうえでスナップショットに残します。この一覧のいちばん上に出ます。',
  yes: '戻す',
  cancel: 'やめる',
};

/** The words of the history. */
export const historyWords = { en, ja };
export type HistoryWords = typeof en;
