import { readBits } from '../bytes/bits.ts';
import type { Form, HeaderDefinition } from '../headers/definition.ts';
import type { Message } from '../message-checksum.ts';

/** What is wrong with a header; `stated` is what it says or needs and `actual` what there is, both in bytes. */
export interface Problem {
  readonly code:
    | 'header-cut'
    | 'header-length-too-small'
    | 'header-length-beyond-end'
    | 'length-too-small'
    | 'length-beyond-end';
  readonly stated: number;
  readonly actual: number;
}

/** Where one layer lies. All ends are one past the last byte and never beyond the frame. */
export interface LayerSpan extends Message {
  readonly form: Form | undefined;
  /** The end of the part of fixed length; the options, if any, go from here to `headerEnd`. */
  readonly fixedEnd: number;
  /** The message is not here as a whole: the frame was cut, its length lies, or it is a fragment. */
  readonly partial: boolean;
  readonly problem: Problem | undefined;
}

/** Whether a layer's header ends before it is complete. */
export const isTruncated = ({ problem }: LayerSpan): boolean =>
  problem?.code === 'header-cut' || problem?.code === 'header-length-beyond-end';

const formOf = (frame: Uint8Array, { forms }: HeaderDefinition, start: number): Form | undefined => {
  if (!forms) return undefined;
  const value = readBits(frame, start, forms.by);
  return forms.all.find(({ values }) => values.includes(value));
};

/** Measures the layer of a header at `start`; nothing of it reaches beyond `limit`. */
export const measureLayer = (
  frame: Uint8Array,
  header: HeaderDefinition,
  start: number,
  limit: number,
  partial: boolean,
): LayerSpan => {
  const available = limit - start;
  const form = available < header.lengthBytes ? undefined : formOf(frame, header, start);
  const fixedBytes = form?.lengthBytes ?? header.lengthBytes;
  const fixedEnd = Math.min(start + fixedBytes, limit);
  const span = {
    header,
    form,
    start,
    fixedEnd,
    headerEnd: fixedEnd,
    end: limit,
    partial,
    problem: undefined,
  };
  const cut = (code: Problem['code'], stated: number): LayerSpan => ({
    ...span,
    headerEnd: limit,
    partial: true,
    problem: { code, stated, actual: available },
  });

  if (available < fixedBytes) return cut('header-cut', fixedBytes);
  if ((form?.tail ?? header.tail)?.until === 'message-end') return { ...span, headerEnd: limit };
  const { headerLength, messageLength } = header;
  const headerBytes = headerLength
    ? (readBits(frame, start, headerLength.field) + headerLength.plus) * headerLength.unit
    : fixedBytes;
  if (headerBytes < fixedBytes)
    return { ...span, problem: { code: 'header-length-too-small', stated: headerBytes, actual: fixedBytes } };
  if (headerBytes > available) return cut('header-length-beyond-end', headerBytes);
  const headerEnd = start + headerBytes;
  if (!messageLength) return { ...span, headerEnd };

  const stated = readBits(frame, start, messageLength.field);
  const counted = messageLength.countsHeader ? start : headerEnd;
  const problem = (code: Problem['code']): Problem => ({ code, stated, actual: limit - counted });
  // A length without room for its own header says nothing (segmentation offload leaves zero): the frame's end counts.
  if (counted + stated < headerEnd) return { ...span, headerEnd, problem: problem('length-too-small') };
  if (counted + stated > limit)
    return { ...span, headerEnd, partial: true, problem: problem('length-beyond-end') };
  return { ...span, headerEnd, end: counted + stated };
};
