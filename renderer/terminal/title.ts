const mostCharacters = 40;

/**
 * A title that a program set (OSC 0 or 2), as it may stand on a tab: one line without control characters and without those
 * that change the direction of what stands around them, 40 characters at most.
 */
export const cleanTitle = (title: string): string => {
  const plain = title
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(plain);
  return characters.length > mostCharacters ? `${characters.slice(0, mostCharacters - 1).join('')}…` : plain;
};
