import { byteDiff } from '../../app/packet/index.ts';
import { fromHex, toHex } from '../../app/packet/bytes/hex.ts';

/** One byte as a dump shows it; `changed` where the other frame has something else. */
export interface ByteCell {
  readonly hex: string;
  readonly changed: boolean;
}

/** Sixteen bytes or fewer; `offset` is that of the first. */
export interface ByteRow {
  readonly offset: string;
  readonly cells: readonly ByteCell[];
}

/** A change as one line: the fields it touches, and their bytes before and after. */
export interface FieldChange {
  readonly fields: string;
  readonly before: string;
  readonly after: string;
}

/** Two frames side by side. */
export interface FrameChange {
  readonly before: readonly ByteRow[];
  readonly after: readonly ByteRow[];
  readonly changes: readonly FieldChange[];
}

const bytesPerRow = 16;

const rowsOf = (frame: Uint8Array, changed: (offset: number) => boolean): ByteRow[] =>
  Array.from({ length: Math.ceil(frame.length / bytesPerRow) }, (_, row) => ({
    offset: (row * bytesPerRow).toString(16).padStart(4, '0'),
    cells: [...frame.subarray(row * bytesPerRow, (row + 1) * bytesPerRow)].map((byte, column) => ({
      hex: toHex(Uint8Array.of(byte)),
      changed: changed(row * bytesPerRow + column),
    })),
  }));

/** Two frames, in hexadecimal, as dumps with their differences lit and named; undefined where one cannot be read. */
export const frameChange = (beforeHex: string, afterHex: string): FrameChange | undefined => {
  const [before, after] = [fromHex(beforeHex), fromHex(afterHex)];
  if (!before || !after) return undefined;
  const changes = byteDiff(before, after);
  const within = (side: 'before' | 'after') => (offset: number) =>
    changes.some((change) => offset >= change[side].start && offset < change[side].end);
  return {
    before: rowsOf(before, within('before')),
    after: rowsOf(after, within('after')),
    changes: changes.map((change) => ({
      fields: [...new Set([...change.before.fields, ...change.after.fields])].join(', '),
      before: change.before.hex,
      after: change.after.hex,
    })),
  };
};
