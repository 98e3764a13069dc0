import { readBits } from '../bytes/bits.ts';
import type { HeaderDefinition } from '../headers/definition.ts';
import { ethernet } from '../headers/ethernet.ts';
import { headerNumbered } from '../headers/index.ts';
import { payload, trailer } from '../headers/payload.ts';
import { isTruncated, measureLayer, type LayerSpan } from './span.ts';

/** More layers than any real frame has; what lies deeper is shown as bytes. */
const deepest = 64;

const fragmentation = (frame: Uint8Array, { header, start }: LayerSpan): 'whole' | 'first' | 'later' => {
  if (!header.fragment) return 'whole';
  if (readBits(frame, start, header.fragment.offset) > 0) return 'later';
  return readBits(frame, start, header.fragment.more) > 0 ? 'first' : 'whole';
};

/** What a layer carries; only the first of several fragments has the next header. */
const headerAfter = (frame: Uint8Array, span: LayerSpan): HeaderDefinition => {
  const { carries } = span.header;
  if (!carries || span.problem?.code === 'header-length-too-small') return payload;
  if (fragmentation(frame, span) === 'later') return payload;
  return headerNumbered(carries.space, readBits(frame, span.start, carries.field)) ?? payload;
};

/**
 * Finds the layers of an Ethernet frame from the outside in, without reading their fields. Takes any bytes, ends after
 * 65 layers, and accounts for every byte: what no header explains is payload or trailer.
 */
export const walk = (frame: Uint8Array): LayerSpan[] => {
  let span = measureLayer(frame, ethernet, 0, frame.length, false);
  const spans = [span];
  while (!isTruncated(span) && span.header !== payload) {
    const header = spans.length < deepest ? headerAfter(frame, span) : payload;
    if (header === payload && span.headerEnd >= span.end) break;
    const partial = span.partial || fragmentation(frame, span) !== 'whole';
    span = measureLayer(frame, header, span.headerEnd, span.end, partial);
    spans.push(span);
  }
  if (span.headerEnd < frame.length)
    spans.push(measureLayer(frame, trailer, span.headerEnd, frame.length, false));
  return spans;
};
