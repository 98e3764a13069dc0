import type { CheckReport, CheckResult, CheckState, Language } from '../../../contract/index.ts';
import { renderCheckDetails, levelTag } from './check-details.ts';
import { renderFailure } from './failure.ts';
import { stateGlyph } from './glyphs.ts';
import { duration, paragraph, table } from './layout.ts';
import { renderStages } from './stages.ts';
import type { Style } from './style.ts';

const words = {
  pass: { en: 'PASS', ja: '合格' },
  fail: { en: 'FAIL', ja: '不合格' },
  cannot: { en: 'CANNOT TELL', ja: '判定不能' },
  hint: { en: 'Hint: ', ja: 'ヒント: ' },
  shows: { en: 'look at', ja: '見る場所' },
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
  const [first] = checks;
  const detailed = first?.state === 'fail' ? first : undefined;
  const rest = checks.filter((check) => check !== detailed);
  const { failure } = report;
  const parts = [
    headline(report, language, style, columns),
    ...(failure ? [renderFailure(failure, language, style, columns).trimEnd()] : []),
    ...(detailed ? [renderCheckDetails(detailed, report.summary, language, style, columns)] : []),
    ...(rest.length > 0 ? [renderRows(rest, failure?.code, language, style, columns)] : []),
    ...hintPart(report, language, style, columns),
  ];
  return parts.join('\n\n') + '\n';
};

const headline = (
  { verdict, lesson, assignment, summary, failure, ms, checks, stages }: CheckReport,
  language: Language,
  style: Style,
  columns: number | undefined,
): string => {
  const look = { pass: style.green, fail: style.red, cannot: style.yellow }[verdict];
  const held = checks.filter(({ state }) => state === 'pass').length;
  const figures = style.dim(`${held}/${checks.length} ✓ · ${duration(ms)}`);
  const word = `${stateGlyph(verdict, style)} ${look(style.bold(words[verdict][language]))}`;
  const lines = [`${word}  ${lesson}/${assignment}  ${figures}`];
  if (summary[language] !== failure?.message[language]) lines.push(paragraph(summary[language], 2, columns));
  if (stages.length > 0) lines.push(`  ${renderStages(stages, language, style)}`);
  return lines.join('\n');
};

/** One line a check; what a failed one has to say stands below it. */
const renderRows = (
  checks: readonly CheckResult[],
  reported: string | undefined,
  language: Language,
  style: Style,
  columns: number | undefined,
): string => {
  const rows = table(
    checks.map((check) => [
      stateGlyph(check.state, style),
      check.id,
      check.title[language] + levelTag(check, language, style),
      style.dim(check.state === 'pass' ? duration(check.ms) : ''),
    ]),
    2,
  ).split('\n');
  return checks
    .flatMap(({ state, code, message }, at) => {
      const row = rows[at] ?? '';
      const silent = state === 'pass' || state === 'stale' || code === reported;
      return silent ? [row] : [row, paragraph(message[language], 6, columns)];
    })
    .join('\n');
};

const hintPart = (
  { hint }: CheckReport,
  language: Language,
  style: Style,
  columns: number | undefined,
): string[] => {
  if (!hint) return [];
  const shows = hint.shows ? style.dim(` (${words.shows[language]}: ${hint.shows})`) : '';
  return [paragraph(style.yellow(words.hint[language]) + hint.text[language] + shows, 0, columns)];
};
