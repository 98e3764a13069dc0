/** What a terminal of `columns` would hold after lines were written to it, as far as links look at it. */
export const paperBuffer = (columns: number, lines: readonly string[]) => {
  const rows = lines.flatMap((line) => {
    const cells = Array.from(line).flatMap((character) =>
      character > '\u2fff'
        ? [
            { character, width: 2 },
            { character: '', width: 0 },
          ]
        : [{ character, width: 1 }],
    );
    const taken = Math.max(1, Math.ceil(cells.length / columns));
    return Array.from({ length: taken }, (_, at) => {
      const own = cells.slice(at * columns, (at + 1) * columns);
      return {
        isWrapped: at > 0,
        length: columns,
        getCell: (x: number) => {
          const { character, width } = own[x] ?? { character: '', width: 1 };
          return { getChars: () => character, getWidth: () => width };
        },
      };
    });
  });
  return { rows: rows.length, getLine: (row: number) => rows[row] };
};
