import { checksumStatusNames, judgeChecksum } from './checksum-state.ts';
import type { Dissection, Field, Layer } from './dissection.ts';
import { placeFields } from './placed-field.ts';
import { readField } from './read-field.ts';
import { isTruncated, type LayerSpan } from './span.ts';
import { walk } from './walk.ts';

const readFields = (frame: Uint8Array, spans: readonly LayerSpan[], index: number): Field[] => {
  const span = spans[index];
  if (!span) return [];
  const verdict = judgeChecksum(frame, spans, index);
  return placeFields(frame, span).flatMap((placed): Field[] => {
    const field = readField(frame, placed);
    if (!field) return [];
    if (!verdict || placed.definition !== span.header.checksum?.field) return [field];
    const name = `${field.name}.status`;
    const { state, status, computed } = verdict;
    return [
      { ...field, checksum: { state, computed } },
      {
        name,
        names: [name],
        label: 'Checksum Status',
        kind: 'decimal',
        start: field.start,
        end: field.end,
        value: status,
        text: String(status),
        meaning: checksumStatusNames[status] ?? '',
        generated: true,
      },
    ];
  });
};

/**
 * Says what the bytes of an Ethernet frame mean. Takes any bytes, never throws, and does work in proportion to their
 * number; what is cut off or unknown is said to be so. Byte ranges are offsets into `frame`.
 */
export const dissect = (frame: Uint8Array): Dissection => {
  const spans = walk(frame);
  const layers = spans.map((span, index): Layer => ({
    protocol: span.header.protocol,
    title: span.header.title,
    start: span.start,
    headerEnd: span.headerEnd,
    end: span.end,
    truncated: isTruncated(span),
    problem: span.problem,
    fields: readFields(frame, spans, index),
  }));
  return { frame, layers };
};
