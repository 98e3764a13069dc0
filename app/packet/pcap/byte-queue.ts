/** Bytes that came in pieces of any size and are wanted in pieces of known size. */
export interface ByteQueue {
  readonly length: number;
  add(bytes: Uint8Array): void;
  /** The first `count` bytes, which stay in the queue; undefined while there are fewer. */
  peek(count: number): Uint8Array | undefined;
  drop(count: number): void;
}

/** Joins pieces only when what is wanted spans several of them, so that a byte is copied once, however small the pieces. */
export const createByteQueue = (): ByteQueue => {
  let pieces: Uint8Array[] = [];
  let first = 0;
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(bytes) {
      if (bytes.length === 0) return;
      pieces.push(bytes);
      length += bytes.length;
    },
    peek(count) {
      if (length < count) return undefined;
      let head = pieces[0] ?? new Uint8Array();
      if (head.length - first < count) {
        const joined = new Uint8Array(length);
        let end = 0;
        for (const [index, piece] of pieces.entries()) {
          const part = index === 0 ? piece.subarray(first) : piece;
          joined.set(part, end);
          end += part.length;
        }
        pieces = [joined];
        first = 0;
        head = joined;
      }
      return head.subarray(first, first + count);
    },
    drop(count) {
      first += count;
      length -= count;
      while (pieces[0] && first >= pieces[0].length) first -= pieces.shift()?.length ?? 0;
    },
  };
};
