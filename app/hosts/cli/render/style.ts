const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;
type Look = keyof typeof codes;

/** Functions that put text in a colour, or leave it as it is. */
export type Style = Readonly<Record<Look, (text: string) => string>>;

const painter =
  (coloured: boolean, code: number) =>
  (text: string): string =>
    coloured && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text;

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
