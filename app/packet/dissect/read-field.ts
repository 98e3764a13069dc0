import { byteRange, readBits } from '../bytes/bits.ts';
import { hexNumber, toHex } from '../bytes/hex.ts';
import { formatAddress } from '../content.ts';
import type { Field } from './dissection.ts';
import type { PlacedField } from './placed-field.ts';

/** Reads a field where it stands. Undefined where its bits are not this field at all (a length in place of a type). */
export const readField = (frame: Uint8Array, { definition, base }: PlacedField): Field | undefined => {
  const { name, also = [], label, kind, bits, unit = 1, meanings, shownWhen } = definition;
  const place = { name, names: [name, ...also], label, kind, ...byteRange(base, definition) };
  if (kind === 'mac' || kind === 'ipv4' || kind === 'ipv6' || kind === 'bytes') {
    const bytes = frame.subarray(place.start, place.end);
    const value = kind === 'bytes' ? toHex(bytes, ':') : formatAddress(kind, bytes);
    return { ...place, value, text: value };
  }
  const number = readBits(frame, base, definition);
  if (shownWhen?.(number) === false) return undefined;
  const value = number * unit;
  const meaning = meanings?.[number];
  const text = kind === 'hex' ? hexNumber(value, bits) : String(value);
  return { ...place, value, text, ...(meaning !== undefined && { meaning }) };
};
