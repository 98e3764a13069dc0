import { dissect } from './dissect/dissect.ts';
import type { Dissection } from './dissect/dissection.ts';
import { fieldsBetween } from './dissect/field-at.ts';
import { toHex } from './bytes/hex.ts';

/** One side of a change: `end` is one past the last byte, `fields` are the names of those it touches, outside in. */
export interface ChangedRange {
  readonly start: number;
  readonly end: number;
  readonly hex: string;
  readonly fields: readonly string[];
}

/** Bytes of one frame and what stands for them in the other; one of the two ranges is empty for a removal or insertion. */
export interface ByteChange {
  readonly kind: 'changed' | 'removed' | 'inserted';
  readonly before: ChangedRange;
  readonly after: ChangedRange;
}

/**
 * Where to cut the longer of two frames so that the rest of it differs from the shorter in the fewest bytes: a tag that
 * was taken off is then one removal, not a change of everything behind it.
 */
const bestCut = (longer: Uint8Array, shorter: Uint8Array): number => {
  const extra = longer.length - shorter.length;
  let mismatches = shorter.reduce((count, byte, index) => count + Number(byte !== longer[index + extra]), 0);
  let best = { cut: 0, mismatches };
  for (let cut = 1; cut <= shorter.length; cut++) {
    const byte = shorter[cut - 1];
    mismatches += Number(byte !== longer[cut - 1]) - Number(byte !== longer[cut - 1 + extra]);
    if (mismatches < best.mismatches) best = { cut, mismatches };
  }
  return best.cut;
};

/**
 * The bytes in which two frames differ, in order, with the names of the fields they belong to in each. `dissectionOfA`
 * saves dissecting `a` again.
 */
export const byteDiff = (
  a: Uint8Array,
  b: Uint8Array,
  dissectionOfA: Dissection = dissect(a),
): ByteChange[] => {
  const dissectionOfB = dissect(b);
  const side = (dissection: Dissection, start: number, end: number): ChangedRange => ({
    start,
    end,
    hex: toHex(dissection.frame.subarray(start, end)),
    fields: start === end ? [] : [...new Set(fieldsBetween(dissection, start, end).map(({ name }) => name))],
  });
  const change = (kind: ByteChange['kind'], startA: number, endA: number, startB: number, endB: number) => ({
    kind,
    before: side(dissectionOfA, startA, endA),
    after: side(dissectionOfB, startB, endB),
  });

  const changes: ByteChange[] = [];
  /** Compares two stretches of the same length byte by byte. */
  const compare = (startA: number, startB: number, length: number): void => {
    for (let index = 0; index < length; index++) {
      if (a[startA + index] === b[startB + index]) continue;
      const first = index;
      while (index < length && a[startA + index] !== b[startB + index]) index++;
      changes.push(change('changed', startA + first, startA + index, startB + first, startB + index));
    }
  };

  const cut = a.length > b.length ? bestCut(a, b) : a.length < b.length ? bestCut(b, a) : 0;
  const removed = Math.max(0, a.length - b.length);
  const inserted = Math.max(0, b.length - a.length);
  compare(0, 0, cut);
  if (removed > 0) changes.push(change('removed', cut, cut + removed, cut, cut));
  if (inserted > 0) changes.push(change('inserted', cut, cut, cut, cut + inserted));
  compare(cut + removed, cut + inserted, Math.min(a.length, b.length) - cut);
  return changes;
};
