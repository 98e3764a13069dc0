import type { CheckReport } from '../../app/contract/index.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A place in the learner's code that a tool complained of; lines and columns from 1. */
export interface Problem {
  readonly path: string;
  readonly line: number;
  readonly column: number | null;
  /** Where it ends, where that is known; otherwise it goes to the end of its line. */
  readonly end?: { readonly line: number; readonly column: number } | undefined;
  readonly message: string;
  /** Who complains: `clangd`, `clang`, `verifier`, or a check's id. */
  readonly source: string;
  /** An error where left out. */
  readonly severity?: Severity;
  /** The line as it was then, by which it is found in text that was edited since; empty where not known. */
  readonly text?: string;
}

const sources: Partial<Record<string, string>> = { build: 'clang', load: 'verifier' };

/** Every place that the failed checks of a report point at, each once, in the report's order. */
export const problemsOf = (report: CheckReport): Problem[] => {
  const seen = new Set<string>();
  return report.checks
    .filter(({ state }) => state === 'fail')
    .flatMap(({ kind, id, evidence }) =>
      evidence.flatMap((one) =>
        one.kind === 'place'
          ? [
              {
                path: one.place.file.split('/').at(-1) ?? one.place.file,
                line: one.place.line,
                column: one.place.column,
                message: one.said,
                source: sources[kind] ?? id,
                text: one.place.text,
              },
            ]
          : [],
      ),
    )
    .filter(({ path, line, message }) => {
      const place = `${path}:${String(line)}:${message}`;
      return !seen.has(place) && seen.add(place);
    });
};

/**
 * What to show of a file: what clangd says of the text as it stands, and of the last report what clangd does not know.
 * clang's errors are clangd's as well, so they count only while clangd is silent (`live` undefined).
 */
export const shownOf = <T>(
  reported: readonly T[],
  live: readonly T[] | undefined,
  sourceOf: (one: T) => string,
): readonly T[] => (live ? [...live, ...reported.filter((one) => sourceOf(one) !== 'clang')] : reported);

/** A place in one of the files; lines and columns from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number | null;
}

/**
 * The problem after (1) or before (-1) the cursor: within its file, then in the files after or before it, and around to where it
 * began. Undefined where there is none.
 */
export const neighbourProblem = (
  problems: readonly Place[],
  paths: readonly string[],
  cursor: Place,
  by: -1 | 1,
): Place | undefined => {
  const compare = (one: Place, other: Place): number =>
    paths.indexOf(one.path) - paths.indexOf(other.path) ||
    one.line - other.line ||
    (one.column ?? 1) - (other.column ?? 1);
  const inOrder = problems.filter(({ path }) => paths.includes(path)).toSorted(compare);
  return by === 1
    ? (inOrder.find((one) => compare(one, cursor) > 0) ?? inOrder[0])
    : (inOrder.findLast((one) => compare(one, cursor) < 0) ?? inOrder.at(-1));
};
