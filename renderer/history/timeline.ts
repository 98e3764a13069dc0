import type { RunSummary, Snapshot } from '../../app/contract/index.ts';

/** One point in an assignment's past: a grading, or a kept copy of its files. `id` tells both kinds apart. */
export type Entry =
  | { readonly kind: 'run'; readonly id: string; readonly at: string; readonly run: RunSummary }
  | { readonly kind: 'snapshot'; readonly id: string; readonly at: string; readonly snapshot: Snapshot };

export const runEntry = (run: RunSummary): Entry => ({ kind: 'run', id: `run-${run.id}`, at: run.at, run });

export const snapshotEntry = (snapshot: Snapshot): Entry => ({
  kind: 'snapshot',
  id: `snapshot-${snapshot.id}`,
  at: snapshot.at,
  snapshot,
});

/** Runs and snapshots in one line, newest first. ISO 8601 in UTC sorts as text. */
export const timelineOf = (runs: readonly RunSummary[], snapshots: readonly Snapshot[]): Entry[] =>
  [...runs.map(runEntry), ...snapshots.map(snapshotEntry)].sort((one, other) =>
    one.at < other.at ? 1 : one.at > other.at ? -1 : 0,
  );
