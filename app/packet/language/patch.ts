import { describeContent, parseContent, parseNumber, writeContent, type Content } from '../content.ts';
import { placeFields } from '../dissect/placed-field.ts';
import { walk } from '../dissect/walk.ts';
import type { FieldDefinition } from '../headers/definition.ts';
import { refuse } from '../text-error.ts';

/** The content that a value in Wireshark's unit stands for; ends the reading (see `parsing`) where it does not fit. */
const contentFor = (field: FieldDefinition, text: string): Content => {
  const { unit = 1, bits, name } = field;
  if (unit === 1)
    return parseContent(field, text) ?? refuse(0, `${describeContent(field)} for ${name}`, text);
  const number = parseNumber(text);
  const largest = (2 ** bits - 1) * unit;
  if (number === undefined || number % unit !== 0 || number > largest)
    return refuse(0, `a multiple of ${unit} from 0 to ${largest} for ${name}, which counts bytes`, text);
  return number / unit;
};

/**
 * Overwrites fields of a built frame by their Wireshark names, in Wireshark's units, and computes nothing anew. A name
 * means its first occurrence; `name#2` the second. Ends the reading (see `parsing`) at an absent field or a misfit.
 */
export const patchFrame = (
  frame: Uint8Array,
  values: Readonly<Record<string, string | number>>,
): Uint8Array => {
  const placed = walk(frame).flatMap((span) => placeFields(frame, span));
  const patched = new Uint8Array(frame);
  for (const [key, value] of Object.entries(values)) {
    const [name, occurrence = '1'] = key.split('#');
    const field = placed.filter(({ definition }) => definition.name === name)[Number(occurrence) - 1];
    if (!field) {
      const names = [...new Set(placed.map(({ definition }) => definition.name))].join(', ');
      return refuse(0, `a field of this frame to set (${names})`, key);
    }
    writeContent(patched, field.base, field.definition, contentFor(field.definition, String(value)));
  }
  return patched;
};
