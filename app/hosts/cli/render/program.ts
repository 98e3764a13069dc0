import type { AttachedProgram, Language, LoadVerdict } from '../../../contract/index.ts';
import { evidenceBlock } from './evidence.ts';
import { indent, paragraph, table } from './layout.ts';
import type { Style } from './style.ts';

const words = {
  accepted: { en: 'The verifier accepts it: ', ja: '検証器が受け入れました: ' },
  rejected: { en: 'The verifier rejects it. ', ja: '検証器が拒否しました。' },
  log: { en: 'The log:', ja: 'ログ:' },
  none: { en: 'No XDP program is attached.', ja: '取り付けられた XDP プログラムはありません。' },
};

/** `xdp_parser_func  id 42  native  tag 3b185187f1855c4c`. */
export const programLine = ({ name, id, mode, tag }: AttachedProgram, style: Style): string =>
  `${style.bold(name)}  id ${id}  ${mode}  ${style.dim(`tag ${tag}`)}`;

/** What is attached where. */
export const renderPrograms = (
  programs: readonly AttachedProgram[],
  language: Language,
  style: Style,
): string =>
  programs.length === 0
    ? `${words.none[language]}\n`
    : table(
        programs.map((program) => [program.interface, programLine(program, style)]),
        0,
      ) + '\n';

/** What the verifier said: the rejected line and one plain sentence first, the clean log below. */
export const renderLoadVerdict = (
  { accepted, programs, rejection, log }: LoadVerdict,
  language: Language,
  style: Style,
  columns: number | undefined,
): string => {
  if (accepted) return `${style.green('✓')} ${words.accepted[language]}${programs.join(', ')}\n`;
  const parts = [
    `${style.red('✗')} ${words.rejected[language]}${rejection ? rejection.sentence[language] : ''}`,
  ];
  if (rejection?.place) {
    const place = { kind: 'place' as const, place: rejection.place, said: rejection.reason };
    parts.push('', evidenceBlock([place], language, style, 2));
  }
  parts.push('', paragraph(style.bold(words.log[language]), 0, columns), indent(log, 2));
  return parts.join('\n') + '\n';
};
