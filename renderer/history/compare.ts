import type { KeptFile } from '../../app/contract/index.ts';

/** A file that differs between two points in time; a side that has none of that name is empty. */
export interface FileChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** The files that differ, in the order of the later side. */
export const changesBetween = (before: readonly KeptFile[], after: readonly KeptFile[]): FileChange[] => {
  const [old, current] = [before, after].map((files) => new Map(files.map(({ path, text }) => [path, text])));
  const paths = new Set([...(current?.keys() ?? []), ...(old?.keys() ?? [])]);
  return [...paths]
    .map((path) => ({ path, before: old?.get(path) ?? '', after: current?.get(path) ?? '' }))
    .filter((change) => change.before !== change.after);
};
