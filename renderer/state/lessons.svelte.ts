import type {
  AssignmentKey,
  LabContract,
  LessonDetail,
  LessonSummary,
  OutputOf,
  Progress,
} from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';
import type { Failures } from './failures.svelte.ts';

/** A prediction that was given, and what the lab said to it. */
export type Answered = OutputOf<LabContract, 'progress.answer'> & { readonly choice: string };

/** The name under which progress is kept: `lesson/assignment`. */
export const progressKey = ({ lesson, assignment }: AssignmentKey): string => `${lesson}/${assignment}`;

/** The lessons, the assignment that is open, and what the learner has done so far. */
export class Lessons {
  list = $state.raw<readonly LessonSummary[]>([]);
  lesson = $state.raw<LessonDetail>();
  key = $state.raw<AssignmentKey>();
  step = $state<string | null>(null);
  progress = $state.raw<Progress>();
  /** By step id, of the open assignment. */
  answers = $state.raw<Readonly<Record<string, Answered>>>({});
  readonly assignment = $derived(this.lesson?.assignments.find(({ id }) => id === this.key?.assignment));

  constructor(
    private readonly link: Link,
    private readonly failures: Failures,
  ) {
    link.on('progress.changed', (progress) => {
      this.progress = progress;
    });
  }

  /** Reads the list and the progress; answers where to go on: where the learner left off, else the first assignment. */
  async load(): Promise<AssignmentKey | undefined> {
    const [list, progress] = await Promise.all([
      this.link.call('lessons.list', {}),
      this.link.call('progress.read', {}),
    ]);
    this.list = this.failures.take(list)?.lessons ?? this.list;
    this.progress = this.failures.take(progress) ?? this.progress;
    const last = this.progress?.last;
    if (last && this.#exists(last)) return { lesson: last.lesson, assignment: last.assignment };
    const first = this.list[0];
    return first?.assignments[0] && { lesson: first.id, assignment: first.assignments[0].id };
  }

  /** Opens an assignment at the step where it was left, if it was the last one, or at its first. */
  async open(key: AssignmentKey): Promise<boolean> {
    const lesson =
      this.lesson?.id === key.lesson
        ? this.lesson
        : this.failures.take(await this.link.call('lessons.read', { lesson: key.lesson }));
    const assignment = lesson?.assignments.find(({ id }) => id === key.assignment);
    if (!assignment) return false;
    const last = this.progress?.last;
    const left = last && progressKey(last) === progressKey(key) ? last.step : null;
    this.lesson = lesson;
    this.key = key;
    this.answers = {};
    this.step = left ?? assignment.steps[0]?.id ?? null;
    await Promise.all([this.#visit(), this.#recall()]);
    return true;
  }

  async visit(step: string): Promise<void> {
    if (this.step === step) return;
    this.step = step;
    await this.#visit();
  }

  /** The step before (-1) or after (1) the one the learner is at. */
  neighbour(by: -1 | 1): string | undefined {
    const steps = this.assignment?.steps ?? [];
    return steps[steps.findIndex(({ id }) => id === this.step) + by]?.id;
  }

  /** The assignment after the open one, in the order of the list. */
  next(): AssignmentKey | undefined {
    const all = this.list.flatMap(({ id, assignments }) =>
      assignments.map((assignment) => ({ lesson: id, assignment: assignment.id })),
    );
    const { key } = this;
    return key && all[all.findIndex((one) => progressKey(one) === progressKey(key)) + 1];
  }

  passed(key: AssignmentKey): boolean {
    return Boolean(this.progress?.assignments[progressKey(key)]?.passedAt);
  }

  async answer(step: string, choice: string): Promise<void> {
    const { key } = this;
    if (!key) return;
    const said = this.failures.take(await this.link.call('progress.answer', { ...key, step, choice }));
    if (said && this.key === key) this.answers = { ...this.answers, [step]: { ...said, choice } };
  }

  #exists({ lesson, assignment }: AssignmentKey): boolean {
    return this.list.some(
      ({ id, assignments }) => id === lesson && assignments.some((one) => one.id === assignment),
    );
  }

  async #visit(): Promise<void> {
    if (this.key)
      this.failures.take(await this.link.call('progress.visit', { ...this.key, step: this.step }));
  }

  /** Answers given earlier are kept as a choice only: asking again tells why, and changes nothing. */
  async #recall(): Promise<void> {
    const given = this.key && this.progress?.assignments[progressKey(this.key)]?.answers;
    for (const [step, choice] of Object.entries(given ?? {})) await this.answer(step, choice);
  }
}
