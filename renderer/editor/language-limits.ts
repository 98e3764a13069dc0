/** A program is a few thousand characters; clangd would be busy for minutes with a file of megabytes. */
const largestServedCharacters = 1_000_000;

/** Whether clangd is to read a text. */
export const servesText = (text: string): boolean => text.length <= largestServedCharacters;
