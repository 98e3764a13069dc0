/** How many bytes become characters at once: a call takes only so many arguments. */
const pieceBytes = 0x8000;

/** Bytes as base64 (RFC 4648, section 4). */
export const toBase64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    binary += String.fromCharCode(...bytes.subarray(at, at + pieceBytes));
  }
  return btoa(binary);
};

/** The bytes of a base64 text that was checked already. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  // A loop, since `Uint8Array.from` calls a function for every byte: streams come this way, and whole recordings.
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
};
