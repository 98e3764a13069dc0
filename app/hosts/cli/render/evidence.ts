import type { Evidence, Language } from '../../../contract/index.ts';
import { shortened } from './failure.ts';
import { actionText, stateGlyph } from './glyphs.ts';
import { hexDiff, hexRows } from './hex-diff.ts';
import { indent, table } from './layout.ts';
import type { Style } from './style.ts';

type Of<K extends Evidence['kind']> = Extract<Evidence, { kind: K }>;

const words = {
  frame: { en: 'the frame that went in', ja: '入力したフレーム' },
  changed: { en: 'the frame, before and after', ja: 'フレームの変化(前と後)' },
  answered: { en: 'answered', ja: '応答あり' },
  lost: { en: 'no answer', ja: '応答なし' },
  seen: { en: 'packets match', ja: '個のパケットが一致' },
};

/** What a check saw, for people: packets first as one table, then the first wrong one byte by byte. */
const renderEvidence = (evidence: readonly Evidence[], language: Language, style: Style): string[] => {
  const packets = evidence.filter((one) => one.kind === 'packet');
  const wrong = packets.find(({ state }) => state === 'fail');
  return [
    ...(packets.length > 0 ? [packetTable(packets, style)] : []),
    ...(wrong ? [packetBytes(wrong, language, style)] : []),
    ...evidence.flatMap((one) => renderOther(one, language, style)),
  ];
};

const packetTable = (packets: readonly Of<'packet'>[], style: Style): string =>
  table(
    packets.map((packet) => [
      stateGlyph(packet.state, style),
      packet.case,
      outcome(packet, style),
      style.dim(packet.rule),
    ]),
    0,
  );

const outcome = ({ state, expectedAction, actualAction }: Of<'packet'>, style: Style): string =>
  state === 'pass' || expectedAction === actualAction
    ? actionText(actualAction, style)
    : `${actionText(actualAction, style)} ≠ ${actionText(expectedAction, style)}`;

/** The rows of a frame that are worth a learner's screen: Ethernet, IPv6 and the start of what follows. */
const rowsShown = 5;

const packetBytes = (
  { case: id, frame, output, ...packet }: Of<'packet'>,
  language: Language,
  style: Style,
): string => {
  const input = Buffer.from(frame, 'hex');
  const changed = packet.expectedAction === packet.actualAction && frame !== output;
  const title = `${id}: ${(changed ? words.changed : words.frame)[language]}`;
  const rows = changed
    ? hexDiff(input, Buffer.from(output, 'hex'), style)
    : hexRows(input, (_, text) => text).slice(0, rowsShown);
  return [style.bold(title), ...rows.map((row) => `  ${row}`)].join('\n');
};

const renderOther = (evidence: Evidence, language: Language, style: Style): string[] => {
  switch (evidence.kind) {
    case 'packet':
      return [];
    case 'place':
      return [renderPlace(evidence, style)];
    case 'sequence':
      return [renderSequence(evidence, language, style)];
    case 'counts':
      return [
        table(
          Object.entries(evidence.counts).map(([action, packets]) => [
            actionText(action, style),
            String(packets),
          ]),
          0,
        ),
      ];
    case 'capture':
      return [
        `${evidence.side}: ${evidence.matched}/${evidence.seen} ${words.seen[language]}  ${style.dim(evidence.filter)}`,
      ];
    case 'log':
      return [style.dim(shortened(evidence.text, language))];
  }
};

const renderPlace = ({ place, said }: Of<'place'>, style: Style): string => {
  const at = `${place.file}:${place.line}${place.column === null ? '' : `:${place.column}`}`;
  const lines = [`${style.bold(at)}${said === '' ? '' : `  ${said}`}`];
  if (place.text.trim() !== '') {
    const gutter = `${place.line} │ `;
    const source = place.text.replaceAll('\t', ' ');
    lines.push(`  ${style.dim(gutter)}${source}`);
    if (place.column !== null) {
      lines.push(' '.repeat(2 + gutter.length + place.column - 1) + style.red('^'));
    }
  }
  return lines.join('\n');
};

const renderSequence = (
  { traffic, sent, answered }: Of<'sequence'>,
  language: Language,
  style: Style,
): string => {
  const row = sent.map((sequence) =>
    answered.includes(sequence) ? style.green(`${sequence} ✓`) : style.red(`${sequence} ✗`),
  );
  const legend = style.dim(`(✓ ${words.answered[language]}, ✗ ${words.lost[language]})`);
  return `${traffic}: icmp_seq ${row.join('  ')}  ${legend}`;
};

/** Evidence as indented blocks, a blank line between two. */
export const evidenceBlock = (
  evidence: readonly Evidence[],
  language: Language,
  style: Style,
  margin: number,
): string =>
  renderEvidence(evidence, language, style)
    .map((part) => indent(part, margin))
    .join('\n\n');
