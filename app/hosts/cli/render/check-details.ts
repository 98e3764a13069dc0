import type { CheckResult, Language, Text } from '../../../contract/index.ts';
import { evidenceBlock } from './evidence.ts';
import { actionText, stateGlyph } from './glyphs.ts';
import { paragraph } from './layout.ts';
import type { Style } from './style.ts';
import { padEnd } from './width.ts';

const words = {
  expected: { en: 'expected', ja: '期待' },
  actual: { en: 'actual', ja: '実際' },
  bonus: { en: 'bonus', ja: 'ボーナス' },
  note: { en: 'note', ja: '注意' },
};

/** A failed check with all it has to show. `said` is the sentence that stands above already. */
export const renderCheckDetails = (
  check: CheckResult,
  said: Text,
  language: Language,
  style: Style,
  columns: number | undefined,
): string => {
  const title = `${style.bold(check.title[language])}${levelTag(check, language, style)}`;
  const lines = [`  ${stateGlyph(check.state, style)} ${title} ${style.dim(`[${check.id}]`)}`];
  if (check.message[language] !== said[language]) lines.push(paragraph(check.message[language], 4, columns));
  // Where nothing in particular was expected, the sentence above has said it all.
  if (check.expected !== '') lines.push(sideBySide(check, language, style));
  const evidence = evidenceBlock(check.evidence, language, style, 4);
  if (evidence !== '') lines.push('', evidence);
  return lines.join('\n');
};

/** ` [bonus]` or ` [note]`; nothing for a check that decides. */
export const levelTag = ({ level }: CheckResult, language: Language, style: Style): string =>
  level === 'must' ? '' : ` ${style.dim(`[${words[level][language]}]`)}`;

/** Where what was expected is longer, two columns would not fit a usual terminal, and the two stand below each other. */
const longestBeside = 36;

const sideBySide = ({ expected, actual }: CheckResult, language: Language, style: Style): string => {
  const left = `${style.dim(words.expected[language])} ${actionText(expected, style)}`;
  const right = `${style.dim(words.actual[language])} ${actionText(actual, style)}`;
  return expected.length <= longestBeside
    ? `    ${padEnd(left, 24)}   ${right}`
    : `    ${left}\n    ${right}`;
};
