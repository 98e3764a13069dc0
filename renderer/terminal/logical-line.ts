import type { IBufferCell, IBufferLine } from '@xterm/xterm';

/** The rows of a terminal, as far as links look at them. */
export interface Rows {
  readonly getLine: (row: number) =>
    | (Pick<IBufferLine, 'isWrapped' | 'length'> & {
        readonly getCell: (column: number) => Pick<IBufferCell, 'getChars' | 'getWidth'> | undefined;
      })
    | undefined;
}

/** Where a character stands, both counted from 1, as xterm.js counts in links. */
export interface CellPosition {
  readonly x: number;
  readonly y: number;
}

/** A line as the program wrote it, over as many rows as it took. */
export interface LogicalLine {
  readonly text: string;
  /** The cell of each UTF-16 unit of the text. */
  readonly cells: readonly CellPosition[];
  /** The rows that it takes, counted from 0. */
  readonly first: number;
  readonly last: number;
}

/** No link is longer; a program may write megabytes without an end of line. */
const mostRowsAway = 8;

/** Puts together the rows that hold the line of `row`; undefined where there is no such row. */
export const logicalLine = (rows: Rows, row: number): LogicalLine | undefined => {
  if (!rows.getLine(row)) return undefined;
  let first = row;
  let last = row;
  while (row - first < mostRowsAway && rows.getLine(first)?.isWrapped) first -= 1;
  while (last - row < mostRowsAway && rows.getLine(last + 1)?.isWrapped) last += 1;
  let text = '';
  const cells: CellPosition[] = [];
  for (let y = first; y <= last; y += 1) {
    const line = rows.getLine(y);
    for (let x = 0; line && x < line.length; x += 1) {
      const cell = line.getCell(x);
      // The second half of a wide character.
      if (!cell || cell.getWidth() === 0) continue;
      const characters = cell.getChars() || ' ';
      text += characters;
      for (let unit = 0; unit < characters.length; unit += 1) cells.push({ x: x + 1, y: y + 1 });
    }
  }
  return { text: text.trimEnd(), cells, first, last };
};
