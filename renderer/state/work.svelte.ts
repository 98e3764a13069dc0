import type { AssignmentKey, WorkFile } from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';
import type { Failures } from './failures.svelte.ts';

/** The learner's files of the open assignment, and what was typed into them since they were saved. */
export class Work {
  files = $state.raw<readonly WorkFile[]>([]);
  active = $state<string>();
  /** Texts as they stand in the editor, by path. */
  texts = $state.raw<Readonly<Record<string, string>>>({});
  /** Grows whenever the lab replaces the texts, so that an editor knows to take them over. */
  generation = $state(0);
  readonly dirty = $derived(this.files.filter(({ path, text }) => this.texts[path] !== text));
  #key: AssignmentKey | undefined;

  constructor(
    private readonly link: Link,
    private readonly failures: Failures,
  ) {}

  async open(key: AssignmentKey): Promise<void> {
    this.#key = key;
    const opened = this.failures.take(await this.link.call('workspace.open', key));
    if (opened && this.#key === key) this.#replace(opened.files);
  }

  show(path: string): void {
    if (this.files.some((file) => file.path === path)) this.active = path;
  }

  edit(path: string, text: string): void {
    this.texts = { ...this.texts, [path]: text };
  }

  /** Writes every file that was changed; false where one could not be written. What is typed meanwhile stays unsaved. */
  async save(): Promise<boolean> {
    const key = this.#key;
    if (!key) return false;
    for (const { path } of this.dirty) {
      const text = this.texts[path] ?? '';
      const saved = this.failures.take(await this.link.call('workspace.save', { ...key, path, text }));
      if (!saved) return false;
      if (this.#key === key) this.files = this.files.map((file) => (file.path === path ? saved.file : file));
    }
    return true;
  }

  /** Puts the starter back; the lab keeps a snapshot of what was there. */
  async reset(): Promise<boolean> {
    const key = this.#key;
    const done = key && this.failures.take(await this.link.call('workspace.reset', key));
    if (!done || this.#key !== key) return false;
    this.#replace(done.files);
    return true;
  }

  #replace(files: readonly WorkFile[]): void {
    this.files = files;
    this.texts = Object.fromEntries(files.map(({ path, text }) => [path, text]));
    if (!files.some(({ path }) => path === this.active)) {
      this.active = (files.find(({ role }) => role === 'main') ?? files[0])?.path;
    }
    this.generation += 1;
  }
}
