import type { Place } from './terminal-screen.ts';

/** `file.c:42` or `file.c:42:7`, as compilers and grep write places; the path ends in a C file's name. */
const pattern = /([\w./+-]*[\w+-]\.[ch]):(\d+)(?::(\d+))?/g;

/** A place found in a line of text: from `start` to before `end`, in UTF-16 units. */
export interface FoundPlace extends Place {
  readonly start: number;
  readonly end: number;
}

/** The places in a line; `find` says which file of the assignment a path means, if any. */
export const placesIn = (text: string, find: (path: string) => string | undefined): FoundPlace[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, written = '', line, column] = match;
    const path = find(written);
    if (path === undefined) return [];
    const start = match.index;
    return [
      {
        path,
        line: Number(line),
        column: column === undefined ? null : Number(column),
        start,
        end: start + whole.length,
      },
    ];
  });

/** The file that a path means which a program wrote: itself, or the end of a longer path. */
export const fileMeant = (written: string, paths: readonly string[]): string | undefined => {
  const plain = written.replace(/^(?:\.\/)+/, '');
  return paths.find((path) => plain === path || plain.endsWith(`/${path}`));
};
