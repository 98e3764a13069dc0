/**
 * What parts the lines of a text, as CodeMirror's `lineSeparator`: with it, whatever was not touched is written as it was
 * read. Undefined for a text that has line feeds only. Where both kinds are mixed, lines end at the line feed, and each
 * carriage return stays in its line as a character that can be seen.
 */
export const separatorOf = (text: string): '\r\n' | '\n' | undefined => {
  if (!text.includes('\r')) return undefined;
  return /\r(?!\n)|(?<!\r)\n/.test(text) ? '\n' : '\r\n';
};
