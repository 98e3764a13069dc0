import { displayWidth, padEnd, wrap } from './width.ts';

/** Wider lines are hard to read, however wide the window is. */
const widest = 110;

/** A paragraph, wrapped to the terminal where there is one, each line behind `margin` spaces. */
export const paragraph = (text: string, margin: number, columns: number | undefined): string => {
  const indentation = ' '.repeat(margin);
  const lines =
    columns === undefined ? text.split('\n') : wrap(text, Math.max(20, Math.min(columns, widest) - margin));
  return lines.map((line) => (line === '' ? '' : indentation + line)).join('\n');
};

/** Every line of a text behind `margin` spaces, unwrapped: logs and source lines keep their shape. */
export const indent = (text: string, margin: number): string =>
  text
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(margin) + line))
    .join('\n');

/** Rows in columns as wide as their widest cell; the last column is not filled up. */
export const table = (rows: readonly (readonly string[])[], margin: number): string => {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell))));
  }
  return rows
    .map((row) => {
      const cells = row.map((cell, column) =>
        column === row.length - 1 ? cell : padEnd(cell, widths[column] ?? 0),
      );
      return (' '.repeat(margin) + cells.join('  ')).trimEnd();
    })
    .join('\n');
};

/** `93 ms`, or `1.24 s` from a second on. */
export const duration = (ms: number): string =>
  ms < 1000 ? `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
