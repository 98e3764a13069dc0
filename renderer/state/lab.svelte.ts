import type { AssignmentKey } from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';
import { Check } from './check.svelte.ts';
import { Failures } from './failures.svelte.ts';
import { Lessons } from './lessons.svelte.ts';
import { Settings } from './settings.svelte.ts';
import { Work } from './work.svelte.ts';

/** What the browser lends the page. */
export interface Browser {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly languages: readonly string[];
}

/** A place the learner asked to see; a new object each time, so that asking twice moves there twice. */
export interface Sight {
  readonly check: string;
  readonly case?: string | undefined;
}

/** The page's state: one part per stream, and the few things that go through several of them. */
export class Lab {
  readonly failures = new Failures();
  readonly settings: Settings;
  readonly lessons: Lessons;
  readonly work: Work;
  readonly check: Check;
  sight = $state.raw<Sight>();
  /** A line of the active file to go to. */
  line = $state.raw<{ readonly line: number; readonly column: number | null }>();

  constructor(
    readonly link: Link,
    { storage, languages }: Browser,
  ) {
    this.settings = new Settings(storage, languages);
    this.lessons = new Lessons(link, this.failures);
    this.work = new Work(link, this.failures);
    this.check = new Check(link, this.failures);
    link.onOpen(() => void this.#connected());
  }

  async open(key: AssignmentKey): Promise<void> {
    if (this.work.dirty.length > 0 && !(await this.work.save())) return;
    if (!(await this.lessons.open(key))) return;
    this.check.clear();
    await this.work.open(key);
  }

  edit(path: string, text: string): void {
    if (this.work.texts[path] === text) return;
    this.work.edit(path, text);
    this.check.edited();
  }

  /** Ctrl+S: saving is building, verifying and trying the vectors. */
  save(): Promise<void> {
    return this.#saveAndRun('vectors');
  }

  /** F5: the same, then attached and under real traffic. */
  run(): Promise<void> {
    return this.#saveAndRun();
  }

  async reset(): Promise<void> {
    if (await this.work.reset()) this.check.edited();
  }

  look(sight: Sight): void {
    this.settings.showTab('checks');
    this.sight = { ...sight };
  }

  goTo(path: string, line: number, column: number | null): void {
    this.work.show(path);
    this.line = { line, column };
  }

  async #saveAndRun(only?: 'vectors'): Promise<void> {
    const { key } = this.lessons;
    if (key && (await this.work.save())) await this.check.run(key, only);
  }

  /** After a lost connection the open assignment stays as it is: what was typed meanwhile is the learner's. */
  async #connected(): Promise<void> {
    const start = await this.lessons.load();
    if (!this.lessons.key && start) await this.open(start);
  }
}
