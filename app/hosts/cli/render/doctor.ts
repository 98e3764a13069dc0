import type { DoctorReport, Language } from '../../../contract/index.ts';
import { paragraph } from './layout.ts';
import { shortened } from './failure.ts';
import type { Style } from './style.ts';
import { displayWidth, padEnd } from './width.ts';

const words = {
  cure: { en: 'cure: ', ja: '対処: ' },
  ok: { en: 'Everything the lab needs is here.', ja: 'ラボに必要なものはすべてそろっています。' },
  limited: {
    en: 'The lab works; the points marked ~ are worked around.',
    ja: 'ラボは動きます。~ の項目は別の方法で補います。',
  },
  missing: {
    en: 'Something the lab needs is missing: see ✗.',
    ja: 'ラボに必要なものが足りません(✗ の項目)。',
  },
};

/** What the doctor found: one line where all is well, evidence and cure where it is not. */
export const renderDoctor = (
  { verdict, findings }: DoctorReport,
  language: Language,
  style: Style,
  columns: number | undefined,
): string => {
  const glyphs = { ok: style.green('✓'), limited: style.yellow('~'), missing: style.red('✗') };
  const look = { ok: style.green, limited: style.yellow, missing: style.red }[verdict];
  const width = Math.max(0, ...findings.map(({ title }) => displayWidth(title[language])));
  const lines = findings.flatMap(({ title, state, message, evidence, cure }) => {
    const line = `  ${glyphs[state]} ${padEnd(title[language], width)}  ${message[language]}`;
    if (state === 'ok') return [line];
    return [
      line,
      ...(evidence.trim() === '' ? [] : [style.dim(paragraph(shortened(evidence, language, 4), 6, columns))]),
      ...(cure ? [paragraph(words.cure[language] + cure[language], 6, columns)] : []),
    ];
  });
  return [...lines, '', look(words[verdict][language])].join('\n') + '\n';
};
