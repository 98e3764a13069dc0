const en = {
  setAside: (path: string) =>
    `The record of your progress could not be read. It was set aside, nothing was deleted, and a new one was begun: ${path}`,
  unsaved: 'Your progress is in memory only for now; it is written with the next change that can be.',
  unreadable: 'This lesson cannot be read; the others can.',
  choose: 'Choose a lesson from the list above.',
  dismiss: 'Dismiss this note',
  assignmentOf: (number: number, all: number) => `Assignment ${String(number)} of ${String(all)}`,
  stepOf: (number: number, all: number) => `Step ${String(number)} of ${String(all)}`,
};

const ja: typeof en = {
  setAside: (path) =>
    `進み具合の記録を読めなかったため、別の場所によけて新しく始めました。何も削除していません: ${path}`,
  unsaved: '進み具合はいまメモリーにだけあります。次に書き込めるときに一緒に保存します。',
  unreadable: 'このレッスンは読めませんが、ほかのレッスンは使えます。',
  choose: '上の一覧からレッスンを選んでください。',
  dismiss: 'このお知らせを閉じる',
  assignmentOf: (number, all) => `課題 ${String(number)} / ${String(all)}`,
  stepOf: (number, all) => `ステップ ${String(number)} / ${String(all)}`,
};

/** The words of the lesson pane that are its alone. */
export const lessonWords = { en, ja };
