import type { FieldDefinition } from '../headers/definition.ts';

type BitRange = Pick<FieldDefinition, 'byte' | 'bit' | 'bits'>;

/** The bytes that hold a field of a header at `start`: first, and one past the last. */
export const byteRange = (start: number, { byte, bit = 0, bits }: BitRange) => ({
  start: start + byte,
  end: start + byte + Math.ceil((bit + bits) / 8),
});

/** Reads a field of at most 32 bits, most significant bit first. Bytes beyond the frame count as 0. */
export const readBits = (frame: Uint8Array, headerStart: number, field: BitRange): number => {
  const { start, end } = byteRange(headerStart, field);
  let number = 0;
  for (let index = start; index < end; index++) number = number * 256 + (frame[index] ?? 0);
  // Up to 39 bits are at hand here: too many for the bitwise operators, few enough for exact arithmetic.
  const below = (end - start) * 8 - (field.bit ?? 0) - field.bits;
  return Math.floor(number / 2 ** below) % 2 ** field.bits;
};

/** Writes the lowest `bits` bits of a number, leaving the neighbours in the same bytes alone. */
export const writeBits = (frame: Uint8Array, headerStart: number, field: BitRange, number: number): void => {
  const first = (headerStart + field.byte) * 8 + (field.bit ?? 0);
  let rest = number;
  for (let position = first + field.bits - 1; position >= first; position--) {
    const index = position >> 3;
    const mask = 0x80 >> (position & 7);
    const byte = frame[index] ?? 0;
    frame[index] = rest % 2 === 1 ? byte | mask : byte & ~mask;
    rest = Math.floor(rest / 2);
  }
};
