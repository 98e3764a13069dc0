import { logicalLine } from './logical-line.ts';
import type { Rows } from './logical-line.ts';
import { placesIn } from './places.ts';
import type { Place } from './terminal-screen.ts';

/** Where a link leads: to a place in a file of the assignment, or to an address. */
export type Target = { readonly place: Place } | { readonly address: string };

/** What ends a sentence around an address belongs to the sentence. */
const address = /https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}]/g;

/** The last link in rows `from` to before `to`, counted from 0; `find` says which file of the assignment a path means. */
export const lastLink = (
  rows: Rows,
  { from, to }: { readonly from: number; readonly to: number },
  find: (path: string) => string | undefined,
): Target | undefined => {
  const found: { readonly row: number; readonly column: number; readonly target: Target }[] = [];
  for (let row = from; row < to;) {
    const line = logicalLine(rows, row);
    if (!line) break;
    const add = (start: number, target: Target): void => {
      const { x, y } = line.cells[start] ?? { x: 0, y: 0 };
      found.push({ row: y, column: x, target });
    };
    for (const { path, line: number, column, start } of placesIn(line.text, find))
      add(start, { place: { path, line: number, column } });
    for (const match of line.text.matchAll(address))
      if (URL.canParse(match[0])) add(match.index, { address: match[0] });
    row = line.last + 1;
  }
  return found.sort((one, other) => one.row - other.row || one.column - other.column).at(-1)?.target;
};
