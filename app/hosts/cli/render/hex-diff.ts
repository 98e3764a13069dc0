import { dissect, fieldAt } from '../../../packet/index.ts';
import type { Style } from './style.ts';

const bytesPerRow = 16;
/** Where the difference lies further apart, the rows between are left out. */
const mostRows = 8;
const mostFields = 6;

/** Hexadecimal rows of a frame, offset first. */
export const hexRows = (bytes: Uint8Array, paint: (offset: number, text: string) => string): string[] => {
  const rows: string[] = [];
  for (let start = 0; start < bytes.length; start += bytesPerRow) {
    const cells = [...bytes.subarray(start, start + bytesPerRow)].map((byte, column) =>
      paint(start + column, byte.toString(16).padStart(2, '0')),
    );
    rows.push(
      `${start.toString(16).padStart(4, '0')}  ${cells.slice(0, 8).join(' ')}  ${cells.slice(8).join(' ')}`.trimEnd(),
    );
  }
  return rows;
};

/** Two frames row by row, `-` what went in and `+` what came out, and the names of the fields that differ. */
export const hexDiff = (before: Uint8Array, after: Uint8Array, style: Style): string[] => {
  const differs = (offset: number): boolean => before[offset] !== after[offset];
  const lit =
    (look: (text: string) => string) =>
    (offset: number, text: string): string =>
      differs(offset) ? look(text) : style.dim(text);
  const old = hexRows(before, lit(style.red));
  const made = hexRows(after, lit(style.green));
  const rows: string[] = [];
  for (let row = 0; row < Math.max(old.length, made.length) && rows.length < 2 * mostRows; row += 1) {
    const offsets = Array.from({ length: bytesPerRow }, (_, column) => row * bytesPerRow + column);
    if (!offsets.some(differs)) continue;
    if (old[row] !== undefined) rows.push(`${style.red('-')} ${old[row]}`);
    if (made[row] !== undefined) rows.push(`${style.green('+')} ${made[row]}`);
  }
  return [...rows, ...changedFields(before, after)];
};

/** `eth.type: 0x86dd → 0x0800` for each field of the shorter frame's length whose bytes differ. */
const changedFields = (before: Uint8Array, after: Uint8Array): string[] => {
  const [was, is] = [dissect(before), dissect(after)];
  const lines = new Set<string>();
  const shared = Math.min(before.length, after.length);
  for (let offset = 0; offset < shared && lines.size < mostFields; offset += 1) {
    if (before[offset] === after[offset]) continue;
    const [old, made] = [fieldAt(was, offset), fieldAt(is, offset)];
    if (old && made)
      lines.add(
        `${old.name}: ${String(old.value)} → ${made.name === old.name ? '' : `${made.name} `}${String(made.value)}`,
      );
  }
  if (before.length !== after.length) lines.add(`${before.length} → ${after.length} bytes`);
  return [...lines];
};
