import { withKey } from '../i18n/with-key.ts';

const en = {
  refused: 'The browser does not let the page copy. The text is selected: press Ctrl+C.',
  toCopy: 'Text to copy',
  wholeWay: 'The verifier’s way to this line',
  saveScript: 'Save as a script …',
  wanted: 'what was to come out',
  line: (n: number) => `line ${String(n)}`,
  notYet: (packet: string, saveKey: string) =>
    `“${packet}” was not tried yet: ${withKey.en('save', saveKey)} first, then it is shown here.`,
  closing: (titles: readonly string[]) =>
    `That was the last assignment. You worked through: ${titles.join(' · ')}. Any of them can be opened again, and your code stays.`,
  allLessons: 'All lessons',
  nonZero: 'ended without success; that may be what was to happen (a dropped ping does)',
  exit: (code: number) => `exit ${String(code)}`,
  signal: 'ended by a signal',
};

const ja: typeof en = {
  refused: 'ブラウザーがコピーを許可していません。文字列は選択済みです。Ctrl+C を押してください。',
  toCopy: 'コピーする文字列',
  wholeWay: 'この行に至る検証器の道筋を見る',
  saveScript: 'スクリプトとして保存…',
  wanted: '出てくるはずのフレーム',
  line: (n) => `${String(n)} 行目`,
  notYet: (packet, saveKey) =>
    `「${packet}」はまだ試していません。先に${withKey.ja('保存', saveKey)}すると、ここに表示されます。`,
  closing: (titles) =>
    `最後の課題まで終わりました。取り組んだ内容: ${titles.join('、')}。どの課題もいつでも開き直せます。コードは残ります。`,
  allLessons: 'レッスン一覧',
  nonZero: '成功以外で終わりました。ping が破棄されたときなど、それが正しい場合もあります',
  exit: (code) => `終了コード ${String(code)}`,
  signal: 'シグナルで終了',
};

/** The words of the checks and commands that are theirs alone. */
export const checksWords = { en, ja };
