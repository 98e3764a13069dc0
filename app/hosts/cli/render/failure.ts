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

/** The first lines of a long text, and how many were left out. */
export const shortened = (text: string, language: Language, lines = detailLines): string => {
  const all = text.replace(/\n+$/, '').split('\n');
  if (all.length <= lines) return all.join('\n');
  const left = all.length - lines;
  const more = {
    en: `… ${left} more lines (--json has them)`,
    ja: `… あと ${left} 行(--json にすべてあります)`,
  };
  return [...all.slice(0, lines), more[language]].join('\n');
};
