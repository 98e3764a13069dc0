import type { AssignmentKey, KeptFile, Snapshot, WorkFile } from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';
import type { Failures } from './failures.svelte.ts';
import { hashOf } from './hash-of.ts';

/** What stands in each file, by path. */
export type Texts = Readonly<Record<string, string>>;

/** Hears that a save found a file changed outside the page, and of the snapshot in which that version is kept. */
export type OutsideListener = (key: AssignmentKey, path: string, snapshot: Snapshot) => void;

/** How long the typing pauses before what only follows it is drawn anew. */
const pauseMs = 200;

/** The learner's files of the open assignment, and what was typed into them since they were saved. */
export class Work {
  files = $state.raw<readonly WorkFile[]>([]);
  active = $state<string>();
  /** Texts as they stand in the editor. */
  texts = $state.raw<Texts>({});
  /** The same, once the typing pauses: for what need not be drawn at each key. */
  settled = $state.raw<Texts>({});
  /** Grows whenever texts are replaced by something else than typing, so that an editor knows to take them over. */
  generation = $state(0);
  /** Grows whenever an assignment is opened: the only replacing that an editor cannot undo. */
  openings = $state(0);
  /** The assignment these files belong to; a new object at each opening. */
  openedKey = $state.raw<AssignmentKey>();
  /** Texts as they stand on the disk. */
  readonly saved: Texts = $derived(Object.fromEntries(this.files.map(({ path, text }) => [path, text])));
  readonly dirty = $derived(this.files.filter(({ path, text }) => this.texts[path] !== text));
  /** The last save; a later one waits for it. */
  #saving: Promise<unknown> = Promise.resolve();
  #outside: OutsideListener = () => undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly link: Link,
    private readonly failures: Failures,
  ) {}

  onOutside(listener: OutsideListener): void {
    this.#outside = listener;
  }

  /** Reads an assignment's files, and shows nothing of them yet. */
  async read(key: AssignmentKey): Promise<readonly WorkFile[] | undefined> {
    return this.failures.take(await this.link.call('workspace.open', key))?.files;
  }

  /** Puts an assignment's files in place of those that are open. */
  open(key: AssignmentKey, files: readonly WorkFile[]): void {
    this.openings += 1;
    this.openedKey = { ...key };
    this.replaceAll(files);
  }

  show(path: string): void {
    if (this.files.some((file) => file.path === path)) this.active = path;
  }

  edit(path: string, text: string): void {
    this.texts = { ...this.texts, [path]: text };
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#settle();
    }, pauseMs);
  }

  /** Writes every file that was changed; false where one could not be written. What is typed meanwhile stays unsaved. */
  save(): Promise<boolean> {
    // Of two writes under way at once, the older text could come last.
    const saved = this.#saving.then(() => this.#write());
    // Whoever asked for a save hears how it went wrong; the next one is none the worse for it.
    this.#saving = Promise.allSettled([saved]);
    return saved;
  }

  /**
   * Takes over what changed on the disk, as one change that an editor can undo. A file with typing that is not saved stays: its
   * save keeps the disk's version.
   */
  refresh(): Promise<void> {
    const done = this.#saving.then(() => this.#reread());
    this.#saving = Promise.allSettled([done]);
    return done;
  }

  async #reread(): Promise<void> {
    const key = this.openedKey;
    // Nobody asked for it: where it cannot be read, the save says so.
    const read = key && (await this.link.call('workspace.open', key));
    if (!read?.ok || this.openedKey !== key) return;
    const fresh = (one: WorkFile): WorkFile | undefined =>
      this.texts[one.path] === one.text
        ? read.value.files.find(({ path, text }) => path === one.path && text !== one.text)
        : undefined;
    const changed = this.files.flatMap((one) => fresh(one) ?? []);
    if (changed.length === 0) return;
    this.files = this.files.map((one) => fresh(one) ?? one);
    this.editAll(changed);
  }

  async #write(): Promise<boolean> {
    const key = this.openedKey;
    if (!key) return false;
    for (const { path, text: known } of this.dirty) {
      const text = this.texts[path] ?? '';
      const base = await hashOf(known);
      const input = { ...key, path, text, ...(base !== undefined && { base }) };
      const saved = this.failures.take(await this.link.call('workspace.save', input));
      if (!saved) return false;
      if (saved.snapshot) this.#outside(key, path, saved.snapshot);
      if (this.openedKey === key)
        this.files = this.files.map((file) => (file.path === path ? saved.file : file));
    }
    return true;
  }

  /** Puts the starter back; answers the snapshot that the lab made of what was there. */
  async reset(): Promise<Snapshot | undefined> {
    const key = this.openedKey;
    // A snapshot is made of what was saved: what was typed since is to be in it too.
    if (!key || !(await this.save())) return undefined;
    const done = this.failures.take(await this.link.call('workspace.reset', key));
    if (!done) return undefined;
    if (this.openedKey === key) this.replaceAll(done.files);
    return done.snapshot;
  }

  /** Takes over files as the lab has written them; an editor can still undo it. */
  replaceAll(files: readonly WorkFile[]): void {
    this.files = files;
    this.texts = Object.fromEntries(files.map(({ path, text }) => [path, text]));
    if (!files.some(({ path }) => path === this.active)) {
      this.active = (files.find(({ role }) => role === 'main') ?? files[0])?.path;
    }
    this.#settle();
    this.generation += 1;
  }

  /** Takes over texts that nobody has saved yet, as if they had been typed. Other paths than the open ones are left out. */
  editAll(files: readonly KeptFile[]): void {
    const known = files.filter(({ path }) => this.files.some((file) => file.path === path));
    this.texts = { ...this.texts, ...Object.fromEntries(known.map(({ path, text }) => [path, text])) };
    this.#settle();
    this.generation += 1;
  }

  #settle(): void {
    clearTimeout(this.#pause);
    this.settled = this.texts;
  }
}
