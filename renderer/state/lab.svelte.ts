import type { AssignmentKey, LabFailure } from '../../app/contract/index.ts';
import { changedOutside } from '../editor/changed-outside.ts';
import { problemsOf } from '../editor/problems.ts';
import type { Link } from '../connection/link.svelte.ts';
import type { Keeping } from '../host/storage.ts';
import type { Tab } from '../host/tab.ts';
import { loadScreens } from '../terminal/load-screens.ts';
import { Attachments } from './attachments.svelte.ts';
import { Check } from './check.svelte.ts';
import { Consent } from './consent.svelte.ts';
import { Counters } from './counters.svelte.ts';
import { Dialogs } from './dialogs.svelte.ts';
import { Doctor } from './doctor.svelte.ts';
import { Editing } from './editing.svelte.ts';
import { Exceptions } from './exceptions.svelte.ts';
import { Failures } from './failures.svelte.ts';
import type { Again } from './failures.svelte.ts';
import { History } from './history.svelte.ts';
import { LanguageServer } from './language.svelte.ts';
import { Lessons } from './lessons.svelte.ts';
import { Mistakes } from './mistakes.svelte.ts';
import { Reveal } from './reveal.svelte.ts';
import { Session } from './session.svelte.ts';
import { Settings } from './settings.svelte.ts';
import { Terminals } from './terminals.svelte.ts';
import { Verifier } from './verifier.svelte.ts';
import { Work } from './work.svelte.ts';

/** What the browser lends the page. */
export interface Browser extends Keeping {
  readonly languages: readonly string[];
  /** Which of its pages this is; the only one, where left out. */
  readonly tab?: Tab;
}

/** A place the learner asked to see; a new object each time, so that asking twice moves there twice. */
export interface Sight {
  readonly check: string;
  readonly case?: string | undefined;
}

/** The page's state: one part per stream, and the few things that go through several of them. */
export class Lab {
  readonly failures = new Failures((failure, again) => {
    this.#noticed(failure, again);
  });
  readonly mistakes = new Mistakes();
  readonly dialogs = new Dialogs();
  readonly settings: Settings;
  readonly lessons: Lessons;
  readonly work: Work;
  readonly editing: Editing;
  readonly check: Check;
  readonly session: Session;
  readonly attachments: Attachments;
  readonly consent: Consent;
  readonly language: LanguageServer;
  readonly terminals: Terminals;
  readonly history: History;
  readonly reveal: Reveal;
  readonly doctor: Doctor;
  readonly verifier: Verifier;
  readonly counters: Counters;
  readonly exceptions: Exceptions;
  sight = $state.raw<Sight>();
  /** A line of the active file to go to. */
  line = $state.raw<{ readonly line: number; readonly column: number | null }>();

  /** The assignment that was asked for and is not there yet: until then nothing is to be typed. */
  opening = $state.raw<AssignmentKey>();

  #last: 'vectors' | undefined;
  /** The opening under way: whether it came to anything. */
  #opened: Promise<boolean> = Promise.resolve(true);

  constructor(
    readonly link: Link,
    { storage, keeps, languages, tab }: Browser,
  ) {
    this.settings = new Settings(storage, languages);
    this.lessons = new Lessons(link, this.failures);
    this.work = new Work(link, this.failures);
    this.editing = new Editing({ storage, keeps }, this.work, tab);
    this.check = new Check(link, this.failures, this.work);
    this.session = new Session(link, this.failures);
    this.attachments = new Attachments(link, () =>
      this.check.running === 'all' ? this.lessons.key : undefined,
    );
    this.consent = new Consent(link, this.failures, this.session);
    this.language = new LanguageServer(link, this.failures);
    this.terminals = new Terminals(
      link,
      this.failures,
      () => this.lessons.key,
      () => this.mistakes.part(loadScreens),
    );
    this.history = new History(link, this.failures);
    this.reveal = new Reveal(link, this.failures, this.work, this.history);
    this.doctor = new Doctor(link, this.failures);
    this.verifier = new Verifier(link, this.work);
    this.counters = new Counters(link);
    this.exceptions = new Exceptions(link, this.failures, () => this.lessons.assignment?.environment.name);
    this.work.onOutside((key, path, snapshot) => {
      this.history.kept(key, snapshot);
      this.editing.notice = changedOutside(path);
    });
    link.onAnswer((call, outcome) => {
      this.failures.answered(call, outcome);
    });
    link.onOpen(() => {
      this.failures.connected();
      void this.#connected();
    });
  }

  /**
   * Saves what is open, and puts another assignment in its place: lesson and code at once, so that neither stands beside what
   * belongs to the other. Where its code cannot be read, what was open stays; of several asked for the last one counts.
   */
  async open(key: AssignmentKey): Promise<void> {
    const opening = this.#open(key);
    this.#opened = opening;
    this.opening = key;
    try {
      await opening;
    } finally {
      if (this.#opened === opening) {
        this.opening = undefined;
        this.#opened = Promise.resolve(true);
      }
    }
  }

  edit(path: string, text: string): void {
    if (this.work.texts[path] !== text) this.work.edit(path, text);
  }

  /** Ctrl+S: saving is building, verifying and trying the vectors. */
  save(): Promise<void> {
    return this.#saveAndRun('vectors');
  }

  /** F5: the same, then attached and under real traffic. */
  run(): Promise<void> {
    return this.#saveAndRun();
  }

  /** The last of the two once more, after what kept it from happening was mended. */
  again(): Promise<void> {
    return this.#saveAndRun(this.#last);
  }

  /** Ctrl+Shift+B: as saving, and where clang complains, to the first place it complains of. */
  async build(): Promise<void> {
    await this.save();
    const failed = this.check.report?.checks.find(({ kind, state }) => kind === 'build' && state === 'fail');
    const [problem] = this.check.report && failed ? problemsOf(this.check.report) : [];
    if (problem) this.goTo(problem.path, problem.line, problem.column);
  }

  async reset(): Promise<void> {
    if (!(await this.#opened)) return;
    const { key } = this.lessons;
    const snapshot = await this.work.reset();
    if (!key || !snapshot) return;
    this.reveal.close();
    this.history.kept(key, snapshot);
  }

  look(sight: Sight): void {
    this.settings.showTab('checks');
    this.sight = { ...sight };
  }

  goTo(path: string, line: number, column: number | null): void {
    this.work.show(path);
    this.line = { line, column };
  }

  /** What is asked for while an assignment is being opened is done with that one, and with none where that fails. */
  async #saveAndRun(only?: 'vectors'): Promise<void> {
    if (!(await this.#opened)) return;
    const { key } = this.lessons;
    this.#last = only;
    const again = () => this.again();
    if (!key || !(await this.work.save()) || this.lessons.key !== key) return;
    if (!only) await this.#listen();
    if (this.lessons.key !== key) return;
    const report = await this.check.run(key, { only, again });
    if (report?.failure) this.#noticed(report.failure, again);
  }

  /** A run's exceptions are heard from its first packet on, where the learner wants that and root is allowed already. */
  async #listen(): Promise<void> {
    if (this.settings.listens && this.session.state?.privilege === 'granted') await this.exceptions.prepare();
  }

  async #open(key: AssignmentKey): Promise<boolean> {
    if (!(await this.#saved())) return false;
    const [lesson, files] = await Promise.all([this.lessons.read(key), this.work.read(key)]);
    if (!lesson || this.opening !== key) return false;
    // Not typed, but renamed or taken from the solution meanwhile.
    if (!(await this.#saved()) || this.opening !== key) return false;
    // Whoever has nothing open yet can at least read.
    if (!files && this.lessons.key) return false;
    // What was typed last is saved: its drafts are not to come back.
    this.editing.drafts.keep();
    this.lessons.open(key, lesson);
    this.exceptions.moved();
    this.reveal.close();
    this.check.clear();
    this.verifier.moved(key);
    if (files) this.work.open(key, files);
    void this.lessons.recall();
    void this.check.recall(key);
    return true;
  }

  /** Until nothing is left to save: something may have changed while it was written. */
  async #saved(): Promise<boolean> {
    while (this.work.dirty.length > 0) if (!(await this.work.save())) return false;
    return true;
  }

  /** Root is asked for when it is first missed, so that whoever only reads and compiles is never asked. */
  #noticed({ code }: LabFailure, again?: Again): void {
    if (code === 'not-allowed') this.consent.offer(again);
  }

  /** After a lost connection the open assignment stays as it is: what was typed meanwhile is the learner's. */
  async #connected(): Promise<void> {
    const start = await this.lessons.load();
    if (this.lessons.key) await this.work.refresh();
    else if (start) await this.open(start);
  }
}
