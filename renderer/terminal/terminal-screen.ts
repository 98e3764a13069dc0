import type { TerminalSize } from '../../app/contract/index.ts';

/** A place in a file of the open assignment that a program has named. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number | null;
}

/** How a screen looks and what it is called; all of it may change while it is shown. */
export interface ScreenLook {
  readonly dark: boolean;
  /** Whether its text is also written out for screen readers. */
  readonly screenReader: boolean;
  /** Its name for assistive technology. */
  readonly label: string;
  /** Keys that are the page's and not the program's, as commands name them. */
  readonly pageKeys: readonly string[];
  /** What to say about a link under the pointer. */
  readonly linkHint: string;
}

/** Where links to places in files lead. */
export interface PlaceLinks {
  /** The place that a path as a program wrote it means; undefined where it is no file of the assignment. */
  readonly find: (path: string) => string | undefined;
  readonly goTo: (place: Place) => void;
}

/** What a screen tells of. */
export interface ScreenEvents {
  /** What the learner typed, or what the screen answers the program. */
  readonly onInput: (text: string) => void;
  /** The title as the program set it. */
  readonly onTitle: (title: string) => void;
  /** The size that fits where it is shown. */
  readonly onFit: (size: TerminalSize) => void;
  /** What the learner wants on the clipboard. */
  readonly onCopy: (text: string) => void;
}

/** Draws one terminal. It takes output while it is not shown as well. */
export interface TerminalScreen {
  /** `done` is called when the text was taken in, not only queued. */
  readonly write: (text: string, done: () => void) => void;
  /** Begins anew with text that was output earlier; what it asks for is not answered a second time. */
  readonly replay: (text: string) => void;
  /** Shows it within an element, and fits it there until the function it returns is called. */
  readonly show: (parent: HTMLElement, links: PlaceLinks) => () => void;
  readonly look: (look: ScreenLook) => void;
  /** Opens the last link that can be seen; undefined where there is none. */
  readonly lastLink: () => (() => void) | undefined;
  readonly focus: () => void;
  readonly dispose: () => void;
}

/** Makes a screen of a size. */
export type MakeScreen = (size: TerminalSize, events: ScreenEvents) => TerminalScreen;
