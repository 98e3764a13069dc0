import type { AssignmentKey, CheckReport, CheckResult, Stage } from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';
import type { Failures } from './failures.svelte.ts';

/** What a lamp shows: a check's state on this code, `stale` for one not run on it, `none` before the first. */
export type Lamp = CheckResult['state'] | 'none';

/** The last grading of the open assignment, and the one under way. */
export class Check {
  report = $state.raw<CheckReport>();
  running = $state<'vectors' | 'all'>();
  /** Stages of the run under way that have ended, then those of the report. */
  stages = $state.raw<readonly Stage[]>([]);
  /** The code has changed since the report. */
  stale = $state(false);
  runs = $state(0);
  hintShown = $state(false);
  #editedMeanwhile = false;
  #current: AbortController | undefined;
  #key: AssignmentKey | undefined;

  constructor(
    private readonly link: Link,
    private readonly failures: Failures,
  ) {
    link.on('check.stage', ({ lesson, assignment, stage }) => {
      if (lesson !== this.#key?.lesson || assignment !== this.#key.assignment || !this.running) return;
      // A run that was stopped may still tell of a stage that the next one passes as well.
      this.stages = [...this.stages.filter(({ name }) => name !== stage.name), stage];
    });
  }

  /** Grades the learner's saved files; a run still under way is stopped first, and its answer is not heard. */
  async run(key: AssignmentKey, only?: 'vectors'): Promise<void> {
    this.stop();
    const current = new AbortController();
    this.#current = current;
    this.#key = key;
    this.running = only ?? 'all';
    this.stages = [];
    this.#editedMeanwhile = false;
    const outcome = await this.link.call(
      'check.run',
      { ...key, source: { kind: 'workspace' }, ...(only && { only }) },
      { signal: current.signal },
    );
    if (this.#current !== current) return;
    this.#current = undefined;
    this.running = undefined;
    const report = this.failures.take(outcome);
    if (report) this.#show(report);
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
    this.stages = [];
    this.stale = false;
    this.hintShown = false;
  }

  edited(): void {
    this.#editedMeanwhile = true;
    this.stale = this.report !== undefined;
  }

  result(id: string): CheckResult | undefined {
    return this.report?.checks.find((check) => check.id === id);
  }

  lamp(id: string): Lamp {
    const result = this.result(id);
    if (!result) return 'none';
    return this.stale ? 'stale' : result.state;
  }

  #show(report: CheckReport): void {
    if (report.hint?.id !== this.report?.hint?.id) this.hintShown = false;
    this.report = report;
    this.stages = report.stages;
    this.runs += 1;
    this.stale = this.#editedMeanwhile;
  }
}
