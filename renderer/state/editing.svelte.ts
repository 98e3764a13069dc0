import type { Text } from '../../app/contract/index.ts';
import type { Place } from '../editor/problems.ts';
import { Drafts } from './drafts.svelte.ts';
import type { Keeping } from '../host/storage.ts';
import type { Tab } from '../host/tab.ts';
import type { Work } from './work.svelte.ts';

/** What commands ask of the editor on the page. */
export interface EditorHandle {
  /** Every problem of the assignment's files, each where it is by now. */
  readonly problems: () => readonly Place[];
  readonly cursor: () => Place;
  readonly find: () => void;
  /** Undefined while clangd does not run. */
  readonly goToDefinition: (() => void) | undefined;
  readonly rename: (() => void) | undefined;
  readonly describe: (() => void) | undefined;
}

/** The editor as the rest of the page sees it. */
export class Editing {
  /** The editor, while it is on the page. */
  handle = $state.raw<EditorHandle>();
  /** One line that answers what the learner asked of the editor last. */
  notice = $state.raw<Text>();
  /** The browser keeps nothing for the page, and the learner has not read so yet. */
  keepsNothing = $state(false);
  /** The learner is asked whether to start over. */
  asksReset = $state(false);
  readonly drafts: Drafts;

  constructor(keeping: Keeping, work: Work, tab?: Tab) {
    this.keepsNothing = !keeping.keeps;
    this.drafts = new Drafts(keeping, work, tab);
  }
}
