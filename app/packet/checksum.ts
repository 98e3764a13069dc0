/** Adds 16-bit words, the last byte padded with zero, on to `sum` (RFC 1071). Not folded: `finish` does that. */
export const addWords = (sum: number, bytes: Uint8Array): number => {
  let total = sum;
  for (let index = 0; index < bytes.length; index += 2)
    total += (bytes[index] ?? 0) * 256 + (bytes[index + 1] ?? 0);
  return total;
};

const fold = (sum: number): number => {
  let folded = sum;
  while (folded > 0xffff) folded = (folded % 0x10000) + Math.floor(folded / 0x10000);
  return folded;
};

/** Folds the carries in and takes the complement: the internet checksum of what was added (RFC 1071). */
export const finish = (sum: number): number => ~fold(sum) & 0xffff;

/** The internet checksum of bytes (RFC 1071). */
export const internetChecksum = (bytes: Uint8Array): number => finish(addWords(0, bytes));

/** What an upper-layer checksum covers of the IP header below it. Addresses are 4 or 16 bytes each. */
export interface PseudoHeader {
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  readonly protocol: number;
}

/**
 * The checksum of a message under a pseudo-header (RFC 9293 section 3.1 for IPv4, RFC 8200 section 8.1 for IPv6): the
 * two forms differ in layout, but their words add up to the same.
 */
export const checksumWithPseudoHeader = (pseudo: PseudoHeader, message: Uint8Array): number => {
  const addresses = addWords(addWords(0, pseudo.source), pseudo.destination);
  const length = (message.length & 0xffff) + (message.length >>> 16);
  return finish(addWords(addresses + pseudo.protocol + length, message));
};
