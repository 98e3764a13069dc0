import type { CheckReport, CheckResult, CheckState, Language } from '../../../contract/index.ts';
import { evidenceBlock } from './evidence.ts';
import { renderFailure } from './failure.ts';
import { actionText, stateGlyph } from './glyphs.ts';
import { duration, paragraph, table } from './layout.ts';
import { renderStages } from './stages.ts';
import type { Style } from './style.ts';
import { padEnd } from './width.ts';

const words = {
  pass: { en: 'PASS', ja: '合格' },
  fail: { en: 'FAIL', ja: '不合格' },
  cannot: { en: 'CANNOT TELL', ja: '判定不能' },
  expected: { en: 'expected', ja: '期待' },
  actual: { en: 'actual', ja: '実際' },
  hint: { en: 'Hint: ', ja: 'ヒント: ' },
  shows: { en: 'look at', ja: '見る場所' },
  bonus: { en: 'bonus', ja: 'ボーナス' },
  note: { en: 'note', ja: '注意' },
};

/** What a learner needs first: failed, then what could not be told, then what holds, then what was not run. */
const order: readonly CheckState[] = ['fail', 'cannot', 'pass', 'stale'];

/** A grading for people: the verdict, the way it went, the failed check with its evidence, the others, the hint last. */
export const renderReport = (
  report: CheckReport,
  language: Language,
  style: Style,
  columns: number | undefined,
): string => {
  const checks = order.flatMap((state) => report.checks.filter((check) => check.state === state));
  const first = checks.find(({ state }) => state === 'fail' || state === 'cannot');
  const parts = [
    headline(report, language, style, columns),
    `  ${renderStages(report.stages, language, style)}`,
    '',
  ];
  if (report.verdict === 'cannot' && report.failure) {
    parts.push(renderFailure(report.failure, language, style, columns));
  }
  if (first && first.code !== report.failure?.code)
    parts.push(renderFirst(first, language, style, columns), '');
  const rest = checks.filter((check) => check !== first || first.code === report.failure?.code);
  if (rest.length > 0)
    parts.push(
      table(
        rest.map((check) => row(check, language, style)),
        2,
      ),
    );
  if (report.hint) {
    const shows = report.hint.shows ? ` (${words.shows[language]}: ${report.hint.shows})` : '';
    parts.push(
      '',
      paragraph(style.yellow(words.hint[language]) + report.hint.text[language] + shows, 0, columns),
    );
  }
  return parts.join('\n') + '\n';
};

const headline = (
  { verdict, lesson, assignment, summary, ms, checks }: CheckReport,
  language: Language,
  style: Style,
  columns: number | undefined,
): string => {
  const look = { pass: style.green, fail: style.red, cannot: style.yellow }[verdict];
  const held = checks.filter(({ state }) => state === 'pass').length;
  const figures = style.dim(`${held}/${checks.length} ✓ · ${duration(ms)}`);
  const word = look(style.bold(`${stateGlyph(verdict, style)} ${words[verdict][language]}`));
  return `${word}  ${lesson}/${assignment}  ${figures}\n${paragraph(summary[language], 2, columns)}`;
};

const renderFirst = (
  check: CheckResult,
  language: Language,
  style: Style,
  columns: number | undefined,
): string => {
  const lines = [
    `  ${stateGlyph(check.state, style)} ${style.bold(check.title[language])} ${tag(check, language, style)}`,
    paragraph(check.message[language], 4, columns),
  ];
  if (check.expected !== '' || check.actual !== '') lines.push(sideBySide(check, language, style));
  const evidence = evidenceBlock(check.evidence, language, style, 4);
  if (evidence !== '') lines.push('', evidence);
  return lines.join('\n');
};

/** Wider than this, two columns would not fit a usual terminal, and the two stand below each other. */
const sideBySideCells = 36;

const sideBySide = ({ expected, actual }: CheckResult, language: Language, style: Style): string => {
  const left = `${style.dim(words.expected[language])} ${actionText(expected, style)}`;
  const right = `${style.dim(words.actual[language])} ${actionText(actual, style)}`;
  return expected.length <= sideBySideCells
    ? `    ${padEnd(left, 24)}   ${right}`
    : `    ${left}\n    ${padEnd('', 0)}${right}`;
};

const row = (check: CheckResult, language: Language, style: Style): string[] => [
  stateGlyph(check.state, style),
  check.id,
  check.title[language] + (check.level === 'must' ? '' : ` ${tag(check, language, style)}`),
  check.state === 'fail' || check.state === 'cannot'
    ? check.message[language]
    : style.dim(check.state === 'stale' ? check.message[language] : duration(check.ms)),
];

const tag = ({ id, level }: CheckResult, language: Language, style: Style): string =>
  style.dim(`[${level === 'must' ? id : words[level][language]}]`);
