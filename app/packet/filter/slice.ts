import { refuse } from '../text-error.ts';
import type { Slice } from './filter.ts';
import type { Token } from './token.ts';

/** A slice from a negative start that reaches the field's end: there, 0 would mean its beginning. */
const ending = (start: number, length: number): number | undefined =>
  start < 0 && start + length >= 0 ? undefined : start + length;

/** Reads `[offset:length]`, `[first-last]`, `[offset]`, `[:length]`, `[offset:]`, and several with commas between. */
export const readSlices = ({ text, position }: Token): Slice[] =>
  text
    .slice(1, -1)
    .split(',')
    .map((part): Slice => {
      const [, from, sign, to] = /^\s*(-?\d{1,6})?\s*([:-])?\s*(-?\d{1,6})?\s*$/.exec(part) ?? [];
      const start = Number(from ?? 0);
      if (sign === ':' && (from !== undefined || to !== undefined) && Number(to ?? 0) >= 0)
        return { start, end: to === undefined ? undefined : ending(start, Number(to)) };
      if (sign === '-' && from !== undefined && to !== undefined && Number(to) >= start)
        return { start, end: ending(Number(to), 1) };
      if (sign === undefined && from !== undefined) return { start, end: ending(start, 1) };
      return refuse(position, 'a slice ([0:3], [2], [1-4], [:4], [-2:])', text);
    });

/** The bytes that the slices take, joined. */
export const takeSlices = (bytes: Uint8Array, slices: readonly Slice[]): Uint8Array =>
  Uint8Array.from(slices.flatMap(({ start, end }) => Array.from(bytes.subarray(start, end))));
