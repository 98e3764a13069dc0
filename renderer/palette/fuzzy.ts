/** Where the letters of a query stand in a text, as indexes of its code points, and how well they fit. */
export interface Match {
  readonly score: number;
  readonly at: readonly number[];
}

/** Upper and lower case, wide and narrow, katakana and hiragana are one. */
const fold = (letter: string): string =>
  letter
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

const isWordStart = (letters: readonly string[], at: number): boolean =>
  at === 0 || /[\s\p{P}▸_]/u.test(letters[at - 1] ?? '');

const worth = (letters: readonly string[], at: number): number => (isWordStart(letters, at) ? 8 : 1);
const together = 8;
const farthest = 4;

const better = (a: Match | undefined, b: Match | undefined): Match | undefined =>
  a && (!b || a.score >= b.score) ? a : b;

/** The best way to find all letters of a query in a text, in their order; spaces in the query count for nothing. */
export const match = (query: string, text: string): Match | undefined => {
  const [first, ...rest] = Array.from(query)
    .filter((letter) => letter.trim() !== '')
    .map(fold);
  const letters = Array.from(text);
  const folded = letters.map(fold);
  if (first === undefined) return { score: 0, at: [] };
  // By index: the best way so far whose last letter stands there.
  let ways = folded.map((letter, at) =>
    letter === first ? { score: worth(letters, at), at: [at] } : undefined,
  );
  for (const wanted of rest) {
    const before = ways;
    ways = folded.map((letter, at) => {
      if (letter !== wanted) return undefined;
      const best = before.slice(0, at).reduce<Match | undefined>((found, way, last) => {
        const gap = at - last - 1;
        return better(
          found,
          way && { ...way, score: way.score + (gap === 0 ? together : -Math.min(gap, farthest)) },
        );
      }, undefined);
      return best && { score: best.score + worth(letters, at), at: [...best.at, at] };
    });
  }
  const best = ways.reduce<Match | undefined>(better, undefined);
  // Of two that fit alike, the shorter is meant.
  return best && { ...best, score: best.score - letters.length / 100 };
};

/** A text in pieces that were matched and that were not, to light up the former. */
export const piecesOf = (text: string, at: readonly number[]): { text: string; lit: boolean }[] => {
  const pieces: { text: string; lit: boolean }[] = [];
  Array.from(text).forEach((letter, index) => {
    const lit = at.includes(index);
    const last = pieces.at(-1);
    if (last?.lit === lit) last.text += letter;
    else pieces.push({ text: letter, lit });
  });
  return pieces;
};
