/** How much of a terminal's output is kept for a page that connects anew. */
export const recentBytes = 256 * 1024;

const newline = 0x0a;

/** The end of a terminal's output. */
export interface RecentOutput {
  readonly push: (text: string) => void;
  readonly text: () => string;
}

/** Keeps the last `maxBytes` of UTF-8. What was cut begins with a whole line, so in no character and no escape sequence. */
export const createRecentOutput = (maxBytes = recentBytes): RecentOutput => {
  const pieces: Buffer[] = [];
  let lengthBytes = 0;
  let cut = false;
  return {
    push: (text) => {
      const piece = Buffer.from(text);
      pieces.push(piece);
      lengthBytes += piece.length;
      for (let oldest = pieces[0]; oldest && lengthBytes - oldest.length >= maxBytes; oldest = pieces[0]) {
        lengthBytes -= oldest.length;
        pieces.shift();
        cut = true;
      }
    },
    text: () => {
      const kept = Buffer.concat(pieces);
      if (!cut && kept.length <= maxBytes) return kept.toString();
      const end = kept.subarray(-maxBytes);
      const lineEnd = end.indexOf(newline);
      return (lineEnd < 0 ? afterPartialCharacter(end) : end.subarray(lineEnd + 1)).toString();
    },
  };
};

/** Without the continuation bytes (10xxxxxx, RFC 3629) of a character whose beginning was cut off. */
const afterPartialCharacter = (bytes: Buffer): Buffer =>
  bytes.subarray(
    Math.max(
      0,
      bytes.findIndex((byte) => (byte & 0xc0) !== 0x80),
    ),
  );
