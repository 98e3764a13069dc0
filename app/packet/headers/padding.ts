/** Padding by zero bytes: the end-of-options byte of IPv4 and TCP, repeated. */
export const zeros = (missingBytes: number): Uint8Array => new Uint8Array(missingBytes);

/** Padding of IPv6 options: Pad1 for one byte, else PadN options of at most 257 bytes (RFC 8200, section 4.2). */
export const paddingOptions = (missingBytes: number): Uint8Array => {
  const padding = new Uint8Array(missingBytes);
  for (let start = 0; missingBytes - start >= 2;) {
    const lengthBytes = Math.min(missingBytes - start, 257);
    padding[start] = 1;
    padding[start + 1] = lengthBytes - 2;
    start += lengthBytes;
  }
  return padding;
};
