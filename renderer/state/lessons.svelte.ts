import { fail } from '../../app/contract/index.ts';
import type {
  AssignmentKey,
  LabContract,
  LabFailure,
  LessonDetail,
  LessonSummary,
  OutputOf,
  Progress,
} from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';
import { sameAssignment } from './assignment.ts';
import type { Failures } from './failures.svelte.ts';

/** A prediction that was given, and what the lab said to it. */
export type Answered = OutputOf<LabContract, 'progress.answer'> & { readonly choice: string };

/** The name under which progress is kept: `lesson/assignment`. */
export const progressKey = ({ lesson, assignment }: AssignmentKey): string => `${lesson}/${assignment}`;

/** How long a step is read before the lab is told, in milliseconds. */
const restMs = 400;

/** The lessons, the assignment that is open, and what the learner has done so far. */
export class Lessons {
  list = $state.raw<readonly LessonSummary[]>([]);
  lesson = $state.raw<LessonDetail>();
  /** Why the lessons could not be read, or one of them. */
  failure = $state.raw<LabFailure>();
  key = $state.raw<AssignmentKey>();
  step = $state<string | null>(null);
  /** Another object each time that the step is to be brought into sight; following what is read asks for that never. */
  sought = $state.raw<object>();
  progress = $state.raw<Progress>();
  /** By step id, of the open assignment. */
  answers = $state.raw<Readonly<Record<string, Answered>>>({});
  readonly assignment = $derived(this.lesson?.assignments.find(({ id }) => id === this.key?.assignment));
  /** How often the open assignment was tried. */
  readonly tries = $derived((this.key && this.progress?.assignments[progressKey(this.key)]?.tries) ?? 0);

  #resting: ReturnType<typeof setTimeout> | undefined;

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
    const found = this.failures.take(list);
    this.list = found?.lessons ?? this.list;
    const [broken] = found?.unreadable ?? [];
    if (broken) this.failures.take(fail(broken));
    this.failure = list.ok ? broken : list.failure;
    this.progress = this.failures.take(progress) ?? this.progress;
    const last = this.progress?.last;
    if (last && this.#exists(last)) return { lesson: last.lesson, assignment: last.assignment };
    const first = this.list[0];
    return first?.assignments[0] && { lesson: first.id, assignment: first.assignments[0].id };
  }

  /** Reads the lesson that an assignment belongs to, and shows nothing of it yet. */
  async read(key: AssignmentKey): Promise<LessonDetail | undefined> {
    const lesson = this.lesson?.id === key.lesson ? this.lesson : await this.#read(key.lesson);
    return lesson?.assignments.some(({ id }) => id === key.assignment) ? lesson : undefined;
  }

  /** Opens an assignment of a lesson at the step where it was left, if it was the last one, or at its first. */
  open(key: AssignmentKey, lesson: LessonDetail): void {
    const last = this.progress?.last;
    clearTimeout(this.#resting);
    this.lesson = lesson;
    this.key = key;
    this.answers = {};
    this.sought = {};
    const steps = this.assignment?.steps ?? [];
    // The lesson may have been rewritten since, and that step be gone.
    const left = last && sameAssignment(last, key) && steps.find(({ id }) => id === last.step);
    this.step = (left || steps[0])?.id ?? null;
  }

  /** Tells the lab that the open assignment is visited, and asks what was answered in it. */
  async recall(): Promise<void> {
    const { key } = this;
    if (key) await Promise.all([this.#visit(), this.#recall(key)]);
  }

  async visit(step: string): Promise<void> {
    this.sought = {};
    if (this.step === step) return;
    this.step = step;
    await this.#visit();
  }

  /** The learner has come to a step by reading on: nothing is to move, and the lab hears of it once the reading rests. */
  follow(step: string): void {
    if (this.step === step) return;
    this.step = step;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#visit(), restMs);
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
    return key && all[all.findIndex((one) => sameAssignment(one, key)) + 1];
  }

  passed(key: AssignmentKey): boolean {
    return Boolean(this.progress?.assignments[progressKey(key)]?.passedAt);
  }

  async answer(key: AssignmentKey, step: string, choice: string): Promise<void> {
    const said = this.failures.take(await this.link.call('progress.answer', { ...key, step, choice }));
    if (said && sameAssignment(this.key, key))
      this.answers = { ...this.answers, [step]: { ...said, choice } };
  }

  async #read(lesson: string): Promise<LessonDetail | undefined> {
    const outcome = await this.link.call('lessons.read', { lesson });
    if (!outcome.ok) this.failure = outcome.failure;
    return this.failures.take(outcome);
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
  async #recall(key: AssignmentKey): Promise<void> {
    const given = this.progress?.assignments[progressKey(key)]?.answers;
    const asked = this.assignment?.steps ?? [];
    for (const { id, question } of asked) {
      const choice = given?.[id];
      // What is not asked any more, or not to be chosen any more, was answered for nothing.
      if (choice !== undefined && question?.choices.some((one) => one.id === choice))
        await this.answer(key, id, choice);
    }
  }
}
