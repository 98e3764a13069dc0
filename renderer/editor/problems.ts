import type { CheckReport } from '../../app/contract/index.ts';

/** A place in the learner's code that a tool complained of; lines and columns from 1. */
export interface Problem {
  readonly path: string;
  readonly line: number;
  readonly column: number | null;
  readonly message: string;
  /** Who complains: `clang`, `verifier`, or a check's id. */
  readonly source: string;
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
