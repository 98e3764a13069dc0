/** Above either, a log is kept as its head and its tail only; `kept…` is what stays of the tail at least. */
export const logBounds = {
  headLines: 20_000,
  headCharacters: 4 * 1024 * 1024,
  tailLines: 180_000,
  tailCharacters: 20 * 1024 * 1024,
  keptLines: 60_000,
  keptCharacters: 8 * 1024 * 1024,
  /** A longer line is no verifier's; its end is cut off. */
  lineCharacters: 64 * 1024,
};

interface Left {
  readonly from: number;
  readonly lines: number;
  readonly characters: number;
}

/** The lines of a log by their number from 0: all of them, or the first and the last ones of a very long log. */
export interface LineStore {
  readonly add: (line: string) => void;
  readonly total: () => number;
  readonly characters: () => number;
  /** What was not kept, counted exactly; null where everything is there. */
  readonly leftOut: () => Left | null;
  readonly at: (number: number) => string | undefined;
}

/** Keeps lines in bounded memory: the tail is trimmed now and then, never line by line. */
export const createLineStore = (bounds = logBounds): LineStore => {
  const head: string[] = [];
  let tail: string[] = [];
  let headCharacters = 0;
  let tailCharacters = 0;
  let headIsFull = false;
  let leftLines = 0;
  let leftCharacters = 0;

  const trim = (): void => {
    let keep = tail.length;
    while (keep > bounds.keptLines || tailCharacters > bounds.keptCharacters) {
      const line = tail[tail.length - keep];
      if (line === undefined) break;
      tailCharacters -= line.length + 1;
      leftCharacters += line.length + 1;
      keep -= 1;
    }
    leftLines += tail.length - keep;
    tail = tail.slice(tail.length - keep);
  };

  return {
    add: (given) => {
      const cut = given.length - bounds.lineCharacters;
      const line = cut > 0 ? `${given.slice(0, bounds.lineCharacters)} [… ${cut} characters]` : given;
      if (!headIsFull) {
        head.push(line);
        headCharacters += line.length + 1;
        headIsFull = head.length >= bounds.headLines || headCharacters >= bounds.headCharacters;
        return;
      }
      tail.push(line);
      tailCharacters += line.length + 1;
      if (tail.length > bounds.tailLines || tailCharacters > bounds.tailCharacters) trim();
    },
    total: () => head.length + leftLines + tail.length,
    characters: () => headCharacters + leftCharacters + tailCharacters,
    leftOut: () =>
      leftLines > 0 ? { from: head.length, lines: leftLines, characters: leftCharacters } : null,
    at: (number) =>
      number < head.length
        ? head[number]
        : number < head.length + leftLines
          ? undefined
          : tail[number - head.length - leftLines],
  };
};
