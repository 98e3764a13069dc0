import type { AttachedProgram, Language, LoadVerdict, TapState } from '../../../contract/index.ts';
import { evidenceBlock } from './evidence.ts';
import { indent, paragraph, table } from './layout.ts';
import type { Style } from './style.ts';

const words = {
  accepted: { en: 'The verifier accepts it: ', ja: '検証器が受け入れました: ' },
  rejected: { en: 'The verifier rejects it. ', ja: '検証器が拒否しました。' },
  log: { en: 'The log:', ja: 'ログ:' },
  tapped: {
    en: 'The tap is around it: see xdp-lab stats.',
    ja: 'タップ付きです: xdp-lab stats で見られます。',
  },
  plain: { en: 'Without the tap. ', ja: 'タップなしです。' },
  none: { en: 'No XDP program is attached.', ja: 'アタッチされた XDP プログラムはありません。' },
};

/** `xdp_parser_func  id 42  native  tag 3b185187f1855c4c`. */
export const programLine = ({ name, id, mode, tag, tapped }: AttachedProgram, style: Style): string =>
  `${style.bold(name)}  id ${id}  ${mode}${tapped ? '  tap' : ''}  ${style.dim(`tag ${tag}`)}`;

/** Whether the tap that was asked for stands around the program; if not, why, and what was said word for word. */
export const renderTap = (state: TapState, language: Language, style: Style): string => {
  if (state.attached) return `${style.green('✓')} ${words.tapped[language]}\n`;
  const detail = state.detail.trim() === '' ? '' : `${style.dim(indent(state.detail.trim(), 2))}\n`;
  return `· ${words.plain[language]}${state.reason[language]}\n${detail}`;
};

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
