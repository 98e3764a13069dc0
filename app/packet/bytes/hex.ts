/** Bytes as lower-case hexadecimal digits, with `separator` between them. */
export const toHex = (bytes: Uint8Array, separator = ''): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(separator);

/** Reads pairs of hexadecimal digits; blanks, colons and dashes between pairs are skipped. Undefined for anything else. */
export const fromHex = (text: string): Uint8Array | undefined => {
  const digits = text.trim().replace(/(?<=[0-9a-f]{2})[\s:-]+(?=[0-9a-f]{2})/gi, '');
  if (!/^([0-9a-f]{2})*$/i.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
};

/** A number as `0x` and as many digits as its bits need. */
export const hexNumber = (number: number, bits: number): string =>
  `0x${number.toString(16).padStart(Math.ceil(bits / 4), '0')}`;
