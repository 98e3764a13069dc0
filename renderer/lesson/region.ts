/** The same text with comments and literals blanked, so that braces and names in them do not count. */
const blanked = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, (found) =>
    found.replace(/[^\n]/g, ' '),
  );

const endOfBlock = (code: string, opening: number): number => {
  let depth = 0;
  for (let at = opening; at < code.length; at += 1) {
    if (code[at] === '{') depth += 1;
    if (code[at] === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return code.length;
};

/** The C function or struct called `name`, with the comment right above it; undefined where the code has none. */
export const regionOf = (source: string, name: string): string | undefined => {
  const code = blanked(source);
  const definition = new RegExp(`^[^\\n#]*\\b${name}\\b[^;{}]*\\{`, 'm').exec(code);
  if (!definition) return undefined;
  const end = endOfBlock(code, definition.index + definition[0].length - 1);
  const tail = /^[^\n]*/.exec(code.slice(end))?.[0].length ?? 0;
  // A return type or a section may stand on lines of its own above the name.
  const above = source.slice(0, definition.index).split('\n').slice(0, -1);
  const first = above.findLastIndex((line) => /^\s*$|^#|[;}]\s*$/.test(line)) + 1;
  const start = above.slice(0, first).join('\n').length + (first > 0 ? 1 : 0);
  return source.slice(start, end + tail);
};
