import type { Explanation, Language, SourcePlace, SourceVisit } from '../../../contract/index.ts';
import { evidenceBlock } from './evidence.ts';
import { indent, paragraph } from './layout.ts';
import type { Style } from './style.ts';

const words = {
  accepted: { en: 'ACCEPTED', ja: '受け入れ' },
  rejected: { en: 'REJECTED', ja: '拒否' },
  unread: { en: 'UNKNOWN', ja: '不明' },
  related: { en: 'See also:', ja: '関連する行:' },
  instructions: { en: 'What the verifier saw on this line:', ja: 'この行で検証器が見たもの:' },
  proven: { en: 'proven', ja: '証明済み' },
  needed: { en: 'needed', ja: '必要' },
  bytes: { en: 'bytes', ja: 'バイト' },
  kernel: { en: 'The kernel itself says:', ja: 'カーネル自身の説明(英語):' },
  whole: { en: 'The text as it is:', ja: 'もとのテキスト:' },
};

/** More bytes than fit on a line are drawn to scale. */
const widestBar = 60;

/** The verdict in one line, then the rejected line, what is proven there, and what the verifier saw. */
export const renderExplanation = (
  explanation: Explanation,
  language: Language,
  style: Style,
  columns: number | undefined,
): string => {
  const { accepted, place, related, reason, proof, rejected, kernelReport, recognised } = explanation;
  const parts = [headline(explanation, language, style, columns)];
  const block = (one: SourcePlace, said: string) =>
    evidenceBlock([{ kind: 'place', place: one, said }], language, style, 2);
  if (place) parts.push(block(place, reason));
  else if (!accepted && recognised && reason !== '') parts.push(`  ${style.dim(reason)}`);
  if (proof) parts.push(indent(proofBar(proof, language, style), 2));
  if (related) parts.push(`${style.bold(words.related[language])}\n${block(related, '')}`);
  if (rejected && (rejected.instructions?.length ?? 0) > 0) {
    parts.push(`${style.bold(words.instructions[language])}\n${instructionRows(rejected, style)}`);
  }
  if (kernelReport) {
    const { reason: why, suggestion } = kernelReport;
    parts.push(
      `${style.bold(words.kernel[language])}\n${paragraph([why, suggestion].filter(Boolean).join('\n'), 2, columns)}`,
    );
  }
  if (!recognised) parts.push(style.bold(words.whole[language]));
  return parts.join('\n\n') + '\n';
};

const headline = (
  { accepted, class: kind, sentence, program, recognised }: Explanation,
  language: Language,
  style: Style,
  columns: number | undefined,
): string => {
  const named = [program, kind].filter((one) => one !== null).join('  ');
  const verdict = accepted
    ? style.green(`✓ ${words.accepted[language]}`)
    : recognised
      ? style.red(`✗ ${words.rejected[language]}`)
      : style.yellow(`? ${words.unread[language]}`);
  return `${verdict}  ${style.bold(named)}\n${paragraph(sentence[language], 0, columns)}`;
};

/** `████░░░░  14 proven, 21 needed (bytes)`: one cell a byte where they fit. */
const proofBar = (
  { provenBytes, neededBytes }: { provenBytes: number; neededBytes: number },
  language: Language,
  style: Style,
): string => {
  const scale = Math.min(1, widestBar / Math.max(neededBytes, 1));
  const proven = Math.min(Math.floor(provenBytes * scale), widestBar);
  const missing = Math.max(1, Math.ceil(neededBytes * scale) - proven);
  const legend = `${provenBytes} ${words.proven[language]}, ${neededBytes} ${words.needed[language]} (${words.bytes[language]})`;
  return `${style.green('█'.repeat(proven))}${style.red('░'.repeat(missing))}  ${legend}`;
};

/** A line of C with more instructions shows its last ones, of which the last is the rejected. */
const shownInstructions = 12;

const instructionRows = ({ instructions }: SourceVisit, style: Style): string =>
  (instructions ?? [])
    .slice(-shownInstructions)
    .map(({ instruction, text, state }) => {
      const row = `  ${String(instruction).padStart(4)}  ${text}`;
      return state === '' ? row : `${row.padEnd(44)}  ${style.dim(`; ${state}`)}`;
    })
    .join('\n');
