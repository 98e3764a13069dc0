const en = {
  solution: 'Solution',
  showSolution: 'Show the solution beside my code',
  askTitle: 'Look at the solution now?',
  ask: (tries: number, after: number) =>
    tries === 0
      ? 'You have not tried it yet. A mistake of your own teaches more than code that is right.'
      : `You have tried it ${String(tries)} of the ${String(after)} times after which the solution is offered.`,
  askKept:
    'Your code stays as it is: you take over what you want, piece by piece, and a snapshot of yours is kept before the first.',
  askYes: 'Show it',
  cancel: 'Not yet',
  title: 'The solution beside your code',
  mine: (path: string) => `Your code, ${path}`,
  theirs: (path: string) => `The solution, ${path} (read-only)`,
  files: 'Files that differ',
  pieces: (n: number) =>
    n === 0 ? 'No difference left' : n === 1 ? '1 difference' : `${String(n)} differences`,
  previous: 'Previous difference',
  next: 'Next difference',
  takeHere: 'Take this piece',
  take: 'Take this piece of the solution into your code',
  legend: { mine: 'your code', theirs: 'the solution' },
  close: 'Back to the editor',
  phrases: {} as Readonly<Record<string, string>>,
};

const ja: typeof en = {
  solution: '解答',
  showSolution: '自分のコードの横に解答を表示',
  askTitle: 'もう解答を見ますか。',
  ask: (tries, after) =>
    tries === 0
      ? 'まだ一度も試していません。正しいコードを読むより、自分で間違えるほうが身につきます。'
      : `${String(after)} 回試すと解答を案内します。いまは ${String(tries)} 回目です。`,
  askKept:
    'いまのコードはそのまま残ります。取り込む箇所は一つずつ自分で選べます。最初に取り込む前に、いまのコードをスナップショットに残します。',
  askYes: '表示する',
  cancel: 'まだ見ない',
  title: '自分のコードと解答',
  mine: (path) => `自分のコード ${path}`,
  theirs: (path) => `解答 ${path}(読み取り専用)`,
  files: '違いのあるファイル',
  pieces: (n) => (n === 0 ? '違いはもうありません' : `違い ${String(n)} か所`),
  previous: '前の違い',
  next: '次の違い',
  takeHere: 'この箇所を取り込む',
  take: '解答のこの箇所を自分のコードに取り込む',
  legend: { mine: '自分のコード', theirs: '解答' },
  close: 'エディターに戻る',
  phrases: {
    '$ unchanged lines': '変更のない $ 行',
    'Revert this chunk': 'この箇所を取り込む',
    Accept: 'このままにする',
    Reject: '取り込む',
  },
};

/** The words of the solution beside the code, and of every other comparison of code. */
export const revealWords = { en, ja };
