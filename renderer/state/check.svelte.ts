import { fail, labFailure } from '../../app/contract/index.ts';
import type {
  ActionCounters,
  AssignmentKey,
  CheckReport,
  CheckResult,
  Outcome,
  RunSummary,
  Stage,
} from '../../app/contract/index.ts';
import { isConnectionLost } from '../connection/link.svelte.ts';
import type { Link } from '../connection/link.svelte.ts';
import { sameAssignment } from './assignment.ts';
import { lastKept } from './last-kept.ts';
import type { Again, Failures } from './failures.svelte.ts';
import type { Texts, Work } from './work.svelte.ts';

/** What a lamp shows: a check's state on this code, `stale` for one not run on it, `none` before the first. */
export type Lamp = CheckResult['state'] | 'none';

interface RunOptions {
  readonly only?: 'vectors' | undefined;
  readonly again?: Again;
}

const runLost = labFailure('cancelled', {
  thing: 'check.run',
  message: {
    en: 'The run could not be finished: the connection to the lab was lost.',
    ja: 'ラボとの接続が切れたため、最後まで実行できませんでした。',
  },
  fix: {
    en: 'Your code is kept. Run it again once the lab is connected.',
    ja: 'コードはそのまま残っています。接続が戻ったら、もう一度実行してください。',
  },
});

/** A lost connection is made anew, but a run that was lost with it is not: that stays to be told. */
const tellingOfLoss = <T>(outcome: Outcome<T>): Outcome<T> =>
  !outcome.ok && isConnectionLost(outcome.failure)
    ? fail({ ...runLost, detail: outcome.failure.detail })
    : outcome;

/** The last grading of the open assignment, and the one under way. */
export class Check {
  report = $state.raw<CheckReport>();
  running = $state<'vectors' | 'all'>();
  /** Stages of the run under way that have ended. */
  #passed = $state.raw<readonly Stage[]>([]);
  /** Those of the run under way, else those of the report: a run that came to none leaves nothing behind. */
  readonly stages = $derived(this.running ? this.#passed : (this.report?.stages ?? []));
  /** The run of the report as the history keeps it; undefined where it keeps none. */
  kept = $state.raw<RunSummary>();
  /** The same of the run under way. */
  #keptNow: RunSummary | undefined;
  hintShown = $state(false);
  /** What the last run with traffic was counted as; a save, which sends none, leaves it. */
  counters = $state.raw<ActionCounters>();
  /** The texts that the report is of. */
  #graded = $state.raw<Texts>({});
  /** The code is not the one that the report is of. Of texts of one length only does a comparison look further. */
  readonly stale = $derived.by(() => {
    const { texts } = this.work;
    return (
      this.report !== undefined && Object.entries(this.#graded).some(([path, text]) => texts[path] !== text)
    );
  });
  /** Runs attach the program as it is, without the tap around it. */
  plain = $state(false);
  #current: AbortController | undefined;
  #key: AssignmentKey | undefined;

  constructor(
    private readonly link: Link,
    private readonly failures: Failures,
    private readonly work: Pick<Work, 'texts' | 'saved'>,
  ) {
    link.on('check.stage', ({ stage, ...key }) => {
      if (!this.running || !sameAssignment(this.#key, key)) return;
      // A run that was stopped may still tell of a stage that the next one passes as well.
      this.#passed = [...this.#passed.filter(({ name }) => name !== stage.name), stage];
    });
    link.on('history.added', ({ run, ...key }) => {
      if (!sameAssignment(this.#key, key)) return;
      // The first one is this run; those that follow it are another page's.
      if (this.running) this.#keptNow ??= run;
      else this.kept ??= run;
    });
  }

  /**
   * Grades the learner's saved files; a run still under way is stopped first, and its answer is not heard. Answers the
   * report, where there is one. `again` repeats the whole.
   */
  async run(key: AssignmentKey, { only, again }: RunOptions = {}): Promise<CheckReport | undefined> {
    this.stop();
    const current = new AbortController();
    this.#current = current;
    this.#key = key;
    this.running = only ?? 'all';
    this.#passed = [];
    this.#keptNow = undefined;
    const graded = this.work.saved;
    const isLast = (): boolean => this.#current === current;
    try {
      const outcome = await this.link.call(
        'check.run',
        { ...key, source: { kind: 'workspace' }, ...(only ? { only } : { tap: !this.plain }) },
        { signal: current.signal },
      );
      if (!isLast()) return undefined;
      const told = tellingOfLoss(outcome);
      this.failures.answered('check.run', told);
      const report = this.failures.take(told, again);
      if (report) this.#show(report, graded);
      return report;
    } finally {
      if (isLast()) {
        this.#current = undefined;
        this.running = undefined;
      }
    }
  }

  stop(): void {
    this.#current?.abort();
    this.#current = undefined;
    this.running = undefined;
  }

  /** Another assignment is opened: nothing is known of it yet. */
  clear(): void {
    this.stop();
    this.report = undefined;
    this.kept = undefined;
    this.counters = undefined;
    this.#key = undefined;
    this.hintShown = false;
  }

  /** Shows what the history keeps of an assignment that was just opened, unless it is graded anew meanwhile. */
  async recall(key: AssignmentKey): Promise<void> {
    this.#key = key;
    const last = await lastKept(this.link, key);
    if (!last || this.#key !== key || this.report || this.running) return;
    const { report, files, ...kept } = last.run;
    this.kept = kept;
    this.#show(report, Object.fromEntries(files.map(({ path, text }) => [path, text])));
    this.counters ??= last.counters ?? undefined;
  }

  result(id: string): CheckResult | undefined {
    return this.report?.checks.find((check) => check.id === id);
  }

  lamp(id: string): Lamp {
    const result = this.result(id);
    if (!result) return 'none';
    return this.stale ? 'stale' : result.state;
  }

  #show(report: CheckReport, graded: Texts): void {
    if (report.hint?.id !== this.report?.hint?.id) this.hintShown = false;
    this.report = report;
    this.counters = report.counters ?? this.counters;
    this.kept = this.#keptNow;
    this.#graded = graded;
  }
}
