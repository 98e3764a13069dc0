import { checksumOf, type Message } from '../message-checksum.ts';
import { writeContent } from '../content.ts';
import type { FieldDefinition } from '../headers/definition.ts';
import { headers } from '../headers/index.ts';
import { countingBytes, payload } from '../headers/payload.ts';
import { refuse } from '../text-error.ts';
import type { Layer } from './layer.ts';

interface Placed {
  readonly layer: Layer;
  readonly start: number;
  readonly headerEnd: number;
}

/** Adds the payload a word brings along where the text does not say what follows it. */
const withDefaultPayload = (layers: readonly Layer[]): readonly Layer[] => {
  const last = layers.at(-1);
  if (!last?.word.payloadBytes) return layers;
  const [word] = payload.words;
  if (!word) return layers;
  const tail = countingBytes(last.word.payloadBytes);
  return [
    ...layers,
    { ...last, header: payload, word, fixedBytes: 0, content: new Map(), tail, number: undefined },
  ];
};

const place = (layers: readonly Layer[]): Placed[] => {
  let end = 0;
  return layers.map((layer) => {
    const start = end;
    end = start + layer.fixedBytes + layer.tail.length;
    return { layer, start, headerEnd: end };
  });
};

/** The number that names what follows `layer`; refuses a header that has none in this place. */
const numberOfNext = (layer: Layer, next: Layer | undefined): number | undefined => {
  const { carries } = layer.header;
  if (!next) return carries?.nothing;
  if (next.header === payload) return carries?.payload;
  const number = carries && (next.number ?? next.header.numbers[carries.space]?.[0]);
  if (number !== undefined) return number;
  if (carries && layer.given.has(carries.field)) return undefined;
  const fitting = headers.filter(({ numbers }) => carries && numbers[carries.space]);
  const names = [...fitting, payload].map(({ words }) => words[0]?.word).join(', ');
  return refuse(next.position, `${names} after ${layer.word.word}`, next.word.word);
};

/** Puts the layers one behind the other, then lengths and next headers, then checksums from the inside out. */
export const composeFrame = (stated: readonly Layer[]): Uint8Array => {
  const layers = withDefaultPayload(stated);
  const placed = place(layers);
  const frame = new Uint8Array(placed.at(-1)?.headerEnd ?? 0);

  const compute = ({ layer, start }: Placed, field: FieldDefinition, number: number) => {
    if (layer.given.has(field)) return;
    const largest = 2 ** field.bits - 1;
    if (number > largest) refuse(layer.position, `at most ${largest} in ${field.name}`, String(number));
    writeContent(frame, start, field, number);
  };

  for (const [index, one] of placed.entries()) {
    const { layer, start, headerEnd } = one;
    for (const [field, content] of layer.content) writeContent(frame, start, field, content);
    frame.set(layer.tail, start + layer.fixedBytes);
    const { headerLength, messageLength, carries } = layer.header;
    if (headerLength)
      compute(one, headerLength.field, (headerEnd - start) / headerLength.unit - headerLength.plus);
    if (messageLength)
      compute(one, messageLength.field, frame.length - (messageLength.countsHeader ? start : headerEnd));
    const next = numberOfNext(layer, layers[index + 1]);
    if (carries && next !== undefined) compute(one, carries.field, next);
  }

  const messages: Message[] = placed.map(({ layer, start, headerEnd }) => ({
    header: layer.header,
    start,
    headerEnd,
    end: frame.length,
  }));
  for (const [index, one] of [...placed.entries()].reverse()) {
    const { checksum } = one.layer.header;
    if (checksum) compute(one, checksum.field, checksumOf(frame, messages, index) ?? 0);
  }
  return frame;
};
