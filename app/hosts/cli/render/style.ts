/** What switches a look on, and what off again, so that one look may stand inside another. */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
} as const;
type Look = keyof typeof codes;

/** Functions that put text in a colour, or leave it as it is. */
export type Style = Readonly<Record<Look, (text: string) => string>>;

const painter =
  (coloured: boolean, [on, off]: readonly [number, number]) =>
  (text: string): string =>
    coloured && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;

/** ANSI colours (ECMA-48 SGR) where `coloured`, plain text elsewhere. */
export const createStyle = (coloured: boolean): Style => ({
  bold: painter(coloured, codes.bold),
  dim: painter(coloured, codes.dim),
  red: painter(coloured, codes.red),
  green: painter(coloured, codes.green),
  yellow: painter(coloured, codes.yellow),
  blue: painter(coloured, codes.blue),
  cyan: painter(coloured, codes.cyan),
});
