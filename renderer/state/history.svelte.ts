import type {
  AssignmentKey,
  CheckReport,
  KeptFile,
  RunSummary,
  Snapshot,
  WorkFile,
} from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';
import { timelineOf } from '../history/timeline.ts';
import type { Entry } from '../history/timeline.ts';
import { sameAssignment } from './assignment.ts';
import type { Failures } from './failures.svelte.ts';

/** An entry with its code; `report` is null for a snapshot. */
export interface Kept {
  readonly entry: Entry;
  readonly files: readonly KeptFile[];
  readonly report: CheckReport | null;
}

/** A list with others in it, each once: what was told of while a list was read is not in it. */
const withNewer = <T extends { readonly id: string }>(list: readonly T[], others: readonly T[]): T[] => [
  ...others,
  ...list.filter(({ id }) => !others.some((other) => other.id === id)),
];

const since = <T>(before: readonly T[], now: readonly T[]): T[] => now.filter((one) => !before.includes(one));

/** The runs and snapshots of one assignment, and the one or two that the learner looks at. */
export class History {
  runs = $state.raw<readonly RunSummary[]>([]);
  snapshots = $state.raw<readonly Snapshot[]>([]);
  /** Newest first. */
  readonly timeline = $derived(timelineOf(this.runs, this.snapshots));
  /** The id of the entry that is looked at. */
  selected = $state<string>();
  /** The id of the entry it is compared with; undefined for the code as it is now. */
  compared = $state<string>();
  /** What was read of the two. */
  first = $state.raw<Kept>();
  second = $state.raw<Kept>();
  loading = $state(false);
  #key: AssignmentKey | undefined;

  constructor(
    private readonly link: Link,
    private readonly failures: Failures,
  ) {
    link.on('history.added', ({ run, ...key }) => {
      if (sameAssignment(this.#key, key)) this.runs = withNewer(this.runs, [run]);
    });
  }

  /** Reads what is kept of an assignment; what was looked at stays so while the assignment is the same. */
  async load(key: AssignmentKey): Promise<void> {
    if (!sameAssignment(this.#key, key)) this.#clear();
    this.#key = key;
    this.loading = true;
    const [runsBefore, snapshotsBefore] = [this.runs, this.snapshots];
    const [runs, snapshots] = await Promise.all([
      this.link.call('history.list', key),
      this.link.call('workspace.snapshots', key),
    ]);
    if (this.#key !== key) return;
    this.loading = false;
    const [readRuns, readSnapshots] = [this.failures.take(runs), this.failures.take(snapshots)];
    if (readRuns) this.runs = withNewer(readRuns.runs, since(runsBefore, this.runs));
    if (readSnapshots)
      this.snapshots = withNewer(readSnapshots.snapshots, since(snapshotsBefore, this.snapshots));
  }

  async select(id: string): Promise<void> {
    this.selected = id;
    if (this.compared === id) this.compared = this.second = undefined;
    const kept = await this.#read(id);
    if (this.selected === id) this.first = kept;
  }

  /** Compares with another entry, or without an id with the code as it is now. */
  async compare(id: string | undefined): Promise<void> {
    this.compared = id;
    this.second = undefined;
    const kept = id === undefined ? undefined : await this.#read(id);
    if (this.compared === id) this.second = kept;
  }

  /** Puts an entry's code back on disk, after a snapshot of what was there; answers the files as they are then. */
  async restore({ entry }: Kept): Promise<readonly WorkFile[] | undefined> {
    const key = this.#key;
    if (!key) return undefined;
    const done = this.failures.take(
      entry.kind === 'run'
        ? await this.link.call('history.restore', { ...key, run: entry.run.id })
        : await this.link.call('workspace.restore', { ...key, snapshot: entry.snapshot.id }),
    );
    if (!done || this.#key !== key) return undefined;
    this.kept(key, done.snapshot);
    return done.files;
  }

  /** A snapshot was made. */
  kept(key: AssignmentKey, snapshot: Snapshot): void {
    if (sameAssignment(this.#key, key)) this.snapshots = withNewer(this.snapshots, [snapshot]);
  }

  async #read(id: string): Promise<Kept | undefined> {
    const [key, entry] = [this.#key, this.timeline.find((one) => one.id === id)];
    if (!key || !entry) return undefined;
    if (entry.kind === 'run') {
      const run = this.failures.take(await this.link.call('history.read', { ...key, run: entry.run.id }));
      return run && { entry, files: run.files, report: run.report };
    }
    const snapshot = entry.snapshot.id;
    const read = this.failures.take(await this.link.call('workspace.readSnapshot', { ...key, snapshot }));
    return read && { entry, files: read.files, report: null };
  }

  #clear(): void {
    this.runs = this.snapshots = [];
    this.selected = this.compared = undefined;
    this.first = this.second = undefined;
  }
}
