import type { AssignmentKey } from '../../app/contract/index.ts';
import { dropDraft, keepDraft, readDraft, tabsWithDraft } from '../editor/drafts.ts';
import type { DraftOf } from '../editor/drafts.ts';
import type { Keeping } from '../host/storage.ts';
import type { Tab } from '../host/tab.ts';
import type { Work } from './work.svelte.ts';

/** How long typing may pause before it is kept; less than a second is lost where the browser itself dies. */
const pauseMs = 300;

/** A draft that the learner has not decided on, and whose it is. */
interface Undecided {
  readonly text: string;
  readonly of: DraftOf;
}

/** Keeps in this browser what was typed and not saved, and brings it back when the assignment is opened again. */
export class Drafts {
  /** Files whose draft was brought back. */
  restored = $state.raw<readonly string[]>([]);
  /** Drafts by path whose file was changed meanwhile, on the disk or here: the learner chooses. Until then they stay kept. */
  conflicts = $state.raw<Readonly<Record<string, Undecided>>>({});
  /** Unsaved files that could not be kept: too long, or no room in the browser. */
  unkept = $state.raw<readonly string[]>([]);
  #key: AssignmentKey | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Without a tab it is the only page of its browser. */
  constructor(
    private readonly keeping: Keeping,
    private readonly work: Work,
    private readonly tab?: Tab,
  ) {}

  /** An assignment was opened: brings back what was typed into its files and not saved, by this tab or by one that is gone. */
  async opened(): Promise<void> {
    const key = this.work.openedKey;
    this.#key = key;
    this.conflicts = {};
    this.restored = [];
    this.unkept = [];
    if (!key) return;
    for (const { path } of this.work.files) this.#offer(this.#own(key, path));
    if (!this.tab) return;
    const open = await this.tab.open();
    if (this.work.openedKey !== key) return;
    for (const { path } of this.work.files) {
      const gone = tabsWithDraft(this.keeping.storage, { ...key, path }).filter(
        (tab) => tab === undefined || !open.has(tab),
      );
      // Of several, those that are not offered now are at the next opening.
      for (const tab of gone) if (!(path in this.conflicts)) this.#offer({ ...key, path, tab });
    }
    this.keep();
  }

  /** So many files are unsaved now: they are kept once the typing pauses, and forgotten as soon as all is saved. */
  changed(unsaved: number): void {
    clearTimeout(this.#timer);
    if (unsaved === 0) {
      this.keep();
      return;
    }
    this.#timer = setTimeout(() => {
      this.keep();
    }, pauseMs);
  }

  /** Keeps what is unsaved now, and forgets the drafts of what is saved. */
  keep(): void {
    clearTimeout(this.#timer);
    const key = this.#key;
    // Between two assignments the files are the next one's already.
    if (!key || key !== this.work.openedKey) return;
    const { storage, keeps } = this.keeping;
    const { files, texts } = this.work;
    this.unkept = files.flatMap(({ path, text: base }) => {
      const text = texts[path] ?? base;
      const own = this.#own(key, path);
      // It is older work that the learner has not decided on.
      const undecided = this.conflicts[path]?.of.tab === own.tab && path in this.conflicts;
      if (text !== base) return !undecided && keepDraft(storage, own, { base, text }) && keeps ? [] : [path];
      if (!undecided) dropDraft(storage, own);
      return [];
    });
    this.restored = this.restored.filter((path) =>
      files.some((file) => file.path === path && texts[path] !== file.text),
    );
  }

  /** Takes the draft instead of the file on the disk; in the editor that can be undone. */
  takeDraft(path: string): void {
    const draft = this.conflicts[path];
    if (!draft) return;
    this.work.editAll([{ path, text: draft.text }]);
    this.#decided(path, draft);
    this.keep();
  }

  /** Keeps the file as it is. */
  takeDisk(path: string): void {
    const draft = this.conflicts[path];
    if (draft) this.#decided(path, draft);
    this.keep();
  }

  dismiss(): void {
    this.restored = [];
  }

  #own(key: AssignmentKey, path: string): DraftOf {
    return { ...key, path, tab: this.tab?.id };
  }

  /** Brings a draft back where nothing is lost by it; else the learner chooses. One that says what the disk says goes. */
  #offer(of: DraftOf): void {
    const { path } = of;
    const { storage } = this.keeping;
    const base = this.work.saved[path] ?? '';
    const draft = readDraft(storage, of, base);
    if (!draft) {
      dropDraft(storage, of);
      return;
    }
    if (draft.text === this.work.texts[path]) return;
    if (!draft.fits || this.work.texts[path] !== base) {
      this.conflicts = { ...this.conflicts, [path]: { text: draft.text, of } };
      return;
    }
    this.restored = [...this.restored, path];
    this.work.editAll([{ path, text: draft.text }]);
    // From now on it is this tab's.
    if (of.tab !== this.tab?.id && keepDraft(storage, this.#own(of, path), { base, text: draft.text }))
      dropDraft(storage, of);
  }

  #decided(path: string, { of }: Undecided): void {
    dropDraft(this.keeping.storage, of);
    this.conflicts = Object.fromEntries(Object.entries(this.conflicts).filter(([other]) => other !== path));
  }
}
