const escape = String.fromCharCode(27);
const colourCode = new RegExp(`${escape}\\[[0-9;]*m`, 'g');

/** Characters that a terminal draws two cells wide (Unicode UAX #11, W and F, as far as the lab's texts go). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;
const combining = /\p{Mark}|\u200b|\u200d|\ufe0f/u;

/** How many terminal cells a line takes; colour codes take none, Japanese characters two. */
export const displayWidth = (text: string): number => {
  let cells = 0;
  for (const character of text.replace(colourCode, '')) {
    if (wide.test(character)) cells += 2;
    else if (!combining.test(character)) cells += 1;
  }
  return cells;
};

const codeOrCharacter = new RegExp(`${colourCode.source}|.`, 'gsu');

/** The beginning that fits into `cells`, with every colour code, so that colours end where they should. */
export const clip = (text: string, cells: number): string => {
  let left = cells;
  return (text.match(codeOrCharacter) ?? [])
    .filter((part) => {
      if (part.startsWith(escape)) return true;
      left -= displayWidth(part);
      return left >= 0;
    })
    .join('');
};

/** Fills up with spaces to `cells`; a longer text stays as it is. */
export const padEnd = (text: string, cells: number): string =>
  text + ' '.repeat(Math.max(0, cells - displayWidth(text)));

export const padStart = (text: string, cells: number): string =>
  ' '.repeat(Math.max(0, cells - displayWidth(text))) + text;

/** A word of Latin text, or one wide character with the closing punctuation that must not begin a line (kinsoku, JIS X 4051). */
const piece = new RegExp(
  `[ \\t]+|(?:${wide.source})[、。,.・:;?!)」』】〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ)]*|(?:(?!${wide.source})[^ \\t])+`,
  'gu',
);

/** Breaks a paragraph into lines of at most `cells` where words allow it; its own line breaks stay. */
export const wrap = (text: string, cells: number): string[] =>
  text.split('\n').flatMap((line) => wrapLine(line, cells));

const wrapLine = (line: string, cells: number): string[] => {
  const lines: string[] = [];
  let current = '';
  for (const word of line.match(piece) ?? []) {
    if (current !== '' && displayWidth(current) + displayWidth(word) > cells) {
      lines.push(current.trimEnd());
      current = word.trimStart();
    } else current += word;
  }
  return [...lines, current.trimEnd()];
};
