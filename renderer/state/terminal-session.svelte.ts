import type { Outcome, TerminalProfile, TerminalSize, TerminalState } from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';
import { copyText } from '../host/clipboard.ts';
import { cleanTitle } from '../terminal/title.ts';
import type { MakeScreen, TerminalScreen } from '../terminal/terminal-screen.ts';
import type { Failures } from './failures.svelte.ts';

/** The lab lets output go on below 5 000 characters unacknowledged: what is not yet worth a message stays below that. */
const acknowledgeEvery = 5000;

/** How a terminal's program has ended: by itself (`exitCode` null: by a signal), or with the lab that ran it. */
export type Ending = { readonly exitCode: number | null } | 'with-the-lab';

interface Parts {
  readonly link: Link;
  readonly failures: Failures;
  readonly screens: () => Promise<MakeScreen | undefined>;
}

/** One terminal of the lab: its screen, which may still be loading, and how far what came for it was drawn. */
export class TerminalSession {
  readonly id: string;
  readonly profile: TerminalProfile;
  /** As its program set it; empty where it did not. */
  title = $state('');
  ended = $state.raw<Ending | null>(null);
  screen = $state.raw<TerminalScreen>();
  /** The browser did not let the page copy; until something is typed. */
  copyRefused = $state(false);
  /** As the lab was told last. */
  size: TerminalSize;
  readonly #link: Link;
  readonly #failures: Failures;
  readonly #screens: Parts['screens'];
  /** What is for the screen while it loads. No more than the lab sends unacknowledged. */
  #early: ((screen: TerminalScreen) => void)[] = [];
  #fits: TerminalSize | undefined;
  #drawn = 0;
  /** Grows when the lab counts anew: what was sent before is no longer acknowledged. */
  #count = 0;
  #disposed = false;

  constructor(state: TerminalState, { link, failures, screens }: Parts) {
    this.id = state.terminal;
    this.profile = state.profile;
    this.size = state.size;
    this.ended = state.ended;
    this.#link = link;
    this.#failures = failures;
    this.#screens = screens;
    if (state.recent) this.#replay(state.recent);
    void this.#load();
  }

  async #load(): Promise<void> {
    const make = await this.#screens();
    if (!make || this.#isDisposed()) return;
    const screen = make(this.size, {
      onInput: (text) => {
        this.type(text);
      },
      onTitle: (title) => {
        this.title = cleanTitle(title);
      },
      onFit: (size) => {
        this.resize(size);
      },
      onCopy: (text) => void this.#copy(text),
    });
    this.screen = screen;
    for (const act of this.#early.splice(0)) act(screen);
  }

  /** Output that follows what came before it. */
  output(text: string): void {
    const count = this.#count;
    this.#draw((screen) => {
      screen.write(text, () => {
        if (count === this.#count) this.#acknowledge(text.length);
      });
    });
  }

  /** Takes over what the lab knows, after a time without a connection. */
  restore(state: TerminalState): void {
    this.#early = [];
    this.#count += 1;
    this.#drawn = 0;
    this.size = state.size;
    this.ended = state.ended;
    this.#replay(state.recent);
    if (this.#fits) this.resize(this.#fits);
  }

  resize(size: TerminalSize): void {
    this.#fits = size;
    if (!this.#reachable() || (size.columns === this.size.columns && size.rows === this.size.rows)) return;
    this.size = size;
    void this.#heed(this.#link.call('terminal.resize', { terminal: this.id, size }));
  }

  type(text: string): void {
    this.copyRefused = false;
    if (this.#reachable()) void this.#heed(this.#link.call('terminal.write', { terminal: this.id, text }));
  }

  dispose(): void {
    this.#disposed = true;
    this.#early = [];
    this.screen?.dispose();
    this.screen = undefined;
  }

  async #copy(text: string): Promise<void> {
    this.copyRefused = !(await copyText(text));
  }

  #replay(recent: string): void {
    this.#draw((screen) => {
      screen.replay(recent);
    });
  }

  #draw(act: (screen: TerminalScreen) => void): void {
    if (this.screen) act(this.screen);
    else if (!this.#disposed) this.#early.push(act);
  }

  // Behind a method, since the compiler would take the field for unchanged across an await.
  #isDisposed(): boolean {
    return this.#disposed;
  }

  #reachable(): boolean {
    return !this.#disposed && this.ended === null && this.#link.state === 'open';
  }

  #acknowledge(characters: number): void {
    this.#drawn += characters;
    if (this.#drawn < acknowledgeEvery || !this.#reachable()) return;
    const drawn = this.#drawn;
    this.#drawn = 0;
    void this.#heed(this.#link.call('terminal.acknowledge', { terminal: this.id, characters: drawn }));
  }

  async #heed(answer: Promise<Outcome<object>>): Promise<void> {
    const outcome = await answer;
    // Where it was closed, ended or cut off meanwhile, the page shows that by itself.
    if (this.#reachable()) this.#failures.take(outcome);
  }
}
