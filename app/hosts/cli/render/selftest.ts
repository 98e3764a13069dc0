import type { Language, SelftestFinding, Text } from '../../../contract/index.ts';
import { duration, indent } from './layout.ts';
import { stateGlyph } from './glyphs.ts';
import type { Style } from './style.ts';
import { padEnd, padStart } from './width.ts';

/** What each rule of a correct lesson demands. */
const ruleTexts: Record<SelftestFinding['rule'], Text> = {
  a: { en: 'the starter fails as declared', ja: '開始時のコードが宣言どおりに失敗する' },
  b: { en: 'solution and accepted variants pass', ja: '解答と許容例が合格する' },
  c: {
    en: 'each mistake fails its check and gets its hint',
    ja: '誤答例が対応するチェックで失敗し、ヒントが出る',
  },
  d: { en: 'a bare return never passes', ja: 'return だけのプログラムは合格しない' },
  e: { en: 'every check is failed by something', ja: 'どのチェックにも失敗する例がある' },
  f: { en: 'both languages are whole', ja: '両方の言語がそろっている' },
  g: { en: 'repeated runs agree', ja: '繰り返しても結果が同じ' },
  h: { en: 'nothing is left behind', ja: '何も残らない' },
  i: { en: 'later solutions pass earlier assignments', ja: '後の解答が前の課題にも合格する' },
};

/** Subjects are file names mostly; the few longer ones push their line. */
const subjectCells = 28;

/**
 * One finding, on one line; what went wrong is indented below it. The assignment stands above the first of its findings,
 * that is where `previous` was about another one.
 */
export const renderFinding = (
  finding: SelftestFinding,
  previous: SelftestFinding | undefined,
  language: Language,
  style: Style,
): string => {
  const { rule, subject, state, detail, ms } = finding;
  const place = placeOf(finding);
  const heading = previous && placeOf(previous) === place ? '' : `\n${style.bold(place)}\n`;
  const meaning = style.dim(`${padStart(duration(ms), 8)}  ${ruleTexts[rule][language]}`);
  const line = `  ${stateGlyph(state, style)} (${rule}) ${padEnd(subject, subjectCells)} ${meaning}\n`;
  return heading + line + (detail === '' ? '' : `${indent(detail, 8)}\n`);
};

const placeOf = ({ lesson, assignment }: SelftestFinding): string =>
  assignment === null ? lesson : `${lesson}/${assignment}`;

/** `31 passed, 0 failed`, and those that could not be told. */
export const renderSelftestEnd = (findings: readonly SelftestFinding[], language: Language): string => {
  const count = (state: SelftestFinding['state']): number =>
    findings.filter((finding) => finding.state === state).length;
  const cannot = count('cannot');
  const sentence = {
    en:
      `${count('pass')} passed, ${count('fail')} failed` +
      (cannot > 0 ? `, ${cannot} could not be told` : ''),
    ja: `合格 ${count('pass')}、不合格 ${count('fail')}` + (cannot > 0 ? `、判定不能 ${cannot}` : ''),
  };
  return `\n${sentence[language]}\n`;
};
