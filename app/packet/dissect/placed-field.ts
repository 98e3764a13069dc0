import { byteRange } from '../bytes/bits.ts';
import type { FieldDefinition, OptionLayout, Tail } from '../headers/definition.ts';
import type { LayerSpan } from './span.ts';

/** A field, and where in the frame the header or option starts that its offset counts from. */
export interface PlacedField {
  readonly definition: FieldDefinition;
  readonly base: number;
}

/** More options than any header has room for. */
const mostOptions = 512;

const typeField = (layout: OptionLayout): FieldDefinition => ({
  name: layout.typeName,
  label: 'Type',
  kind: 'decimal',
  byte: 0,
  bits: 8,
  meanings: layout.meanings,
});
const lengthField = (layout: OptionLayout): FieldDefinition => ({
  name: layout.lengthName,
  label: 'Length',
  kind: 'decimal',
  byte: 1,
  bits: 8,
});

/** All fields that options of this layout can have, for looking names up. */
export const optionFields = (layout: OptionLayout): readonly FieldDefinition[] => [
  typeField(layout),
  lengthField(layout),
  ...Object.values(layout.fields).flat(),
];

const placeOptions = (frame: Uint8Array, layout: OptionLayout, start: number, end: number): PlacedField[] => {
  const placed: PlacedField[] = [];
  const type = typeField(layout);
  const length = lengthField(layout);
  for (let base = start, count = 0; base < end && count < mostOptions; count++) {
    const number = frame[base] ?? 0;
    placed.push({ definition: type, base });
    if (number === layout.lastType) break;
    if (layout.singles.includes(number)) {
      base++;
      continue;
    }
    if (base + 1 >= end) break;
    placed.push({ definition: length, base });
    const lengthBytes = (frame[base + 1] ?? 0) * layout.lengthUnit + layout.lengthPlus;
    const optionEnd = base + lengthBytes;
    // A length that leaves no room for the length itself, or reaches beyond the header, ends what can be understood.
    if (lengthBytes < 2 || optionEnd > end) break;
    for (const definition of layout.fields[number] ?? [])
      if (byteRange(base, definition).end <= optionEnd) placed.push({ definition, base });
    base = optionEnd;
  }
  return placed;
};

const tailField = ({ name, label }: Tail, lengthBytes: number): FieldDefinition => ({
  name,
  label,
  kind: 'bytes',
  byte: 0,
  bits: lengthBytes * 8,
});

/** The fields of a layer that are wholly inside the frame, in the header's order, options last. */
export const placeFields = (frame: Uint8Array, span: LayerSpan): PlacedField[] => {
  const { header, form, start, fixedEnd, headerEnd } = span;
  const placed = [...header.fields, ...(form?.fields ?? [])]
    .filter((definition) => byteRange(start, definition).end <= fixedEnd)
    .map((definition) => ({ definition, base: start }));
  const tail = form?.tail ?? header.tail;
  if (!tail || headerEnd <= fixedEnd) return placed;
  placed.push({ definition: tailField(tail, headerEnd - fixedEnd), base: fixedEnd });
  if (tail.options) placed.push(...placeOptions(frame, tail.options, fixedEnd, headerEnd));
  return placed;
};
