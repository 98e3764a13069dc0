import type { LabFailure, Language } from '../../../contract/index.ts';
import { indent, paragraph } from './layout.ts';
import type { Style } from './style.ts';

/** More lines of a tool's output than these push the sentence off the screen; `--json` has them all. */
const detailLines = 40;

const labels = {
  failure: { en: 'Error: ', ja: 'エラー: ' },
  fix: { en: 'Way out: ', ja: '対処: ' },
};

/** A failure for people: one sentence, what the tool said indented below it, the way out last. */
export const renderFailure = (
  failure: LabFailure,
  language: Language,
  style: Style,
  columns: number | undefined,
): string => {
  const parts = [paragraph(style.red(labels.failure[language]) + failure.message[language], 0, columns)];
  if (failure.detail.trim() !== '') parts.push(style.dim(indent(shortened(failure.detail, language), 4)));
  if (failure.fix)
    parts.push(paragraph(style.bold(labels.fix[language]) + failure.fix[language], 0, columns));
  return parts.join('\n') + '\n';
};

/**
 * The beginning and the end of a long text, and between them how many lines were left out: compilers say what matters
 * first, the verifier says it last.
 */
export const shortened = (text: string, language: Language, lines = detailLines): string => {
  const all = text.replace(/\n+$/, '').split('\n');
  const left = all.length - lines;
  // The sentence takes a line itself.
  if (left <= 1) return all.join('\n');
  const first = Math.ceil(lines / 4);
  const between = {
    en: `… ${left} lines left out (--json has them) …`,
    ja: `… ${left} 行省略(--json にすべてあります)…`,
  };
  return [...all.slice(0, first), between[language], ...all.slice(first + left)].join('\n');
};
