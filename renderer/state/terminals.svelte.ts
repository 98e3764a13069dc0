import type {
  AssignmentKey,
  InputOf,
  LabContract,
  Outcome,
  OutputOf,
  TerminalProfile,
  TerminalSize,
} from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';
import type { MakeScreen } from '../terminal/terminal-screen.ts';
import type { Failures } from './failures.svelte.ts';
import { TerminalSession } from './terminal-session.svelte.ts';

/** Until a screen has been measured: what terminals had when they were machines. */
const usualSize: TerminalSize = { columns: 80, rows: 24 };

type EnvironmentRequest = InputOf<LabContract, 'env.up'>;

/** Loads what makes screens; undefined where it does not come. */
export type LoadScreens = () => Promise<MakeScreen | undefined>;

/** A terminal that is wished for: inside an environment that may have to be made, in the place of one that has ended. */
export interface Wish {
  readonly profile: TerminalProfile;
  /** How to make the environment of the profile, where the page knows. */
  readonly environment?: EnvironmentRequest | undefined;
  readonly instead?: TerminalSession | undefined;
}

/** The learner's terminals, as the lab has them; they come back after a reload and after a lost connection. */
export class Terminals {
  list = $state.raw<readonly TerminalSession[]>([]);
  active = $state.raw<TerminalSession>();
  /** A terminal is being opened, or its environment made. */
  opening = $state(false);
  /** A wish that only lacks its environment. */
  missing = $state.raw<Wish & { readonly environment: EnvironmentRequest }>();
  /** The active terminal is to have the focus as soon as it is shown. */
  focusWanted = $state(false);
  /** What comes before the list has answered is in the list. */
  #listed = false;
  #connections = 0;

  constructor(
    private readonly link: Link,
    private readonly failures: Failures,
    /** The assignment with whose files a new terminal starts. */
    private readonly work: () => AssignmentKey | undefined,
    private readonly screens: LoadScreens,
  ) {
    link.on('terminal.output', ({ terminal, text }) => {
      if (this.#listed) this.#find(terminal)?.output(text);
    });
    link.on('terminal.exited', ({ terminal, exitCode }) => {
      const session = this.#listed ? this.#find(terminal) : undefined;
      if (session) session.ended = { exitCode };
    });
    link.onOpen(() => void this.#connected());
  }

  /** Opens a terminal and goes there. Where only the environment is missing, `missing` says so and nothing has failed. */
  async open(wish: Wish): Promise<void> {
    const { profile, environment, instead } = wish;
    this.missing = undefined;
    const size = this.active?.size ?? usualSize;
    const work = this.work();
    const outcome = await this.#busy(() =>
      this.link.call('terminal.open', { profile, size, ...(work && { work }) }),
    );
    if (!outcome) return;
    if (!outcome.ok && outcome.failure.code === 'env-missing' && environment) {
      this.missing = { ...wish, environment };
      return;
    }
    const opened = this.failures.take(outcome, () => this.open(wish));
    if (!opened) return;
    const session = this.#session({ terminal: opened.terminal, profile, size, recent: '', ended: null });
    if (instead && this.list.includes(instead)) {
      this.list = this.list.map((one) => (one === instead ? session : one));
      await this.#forget(instead);
    } else this.list = [...this.list, session];
    this.show(session);
  }

  /** Opens a shell where there is no terminal; not before it is known which the lab has. */
  async openFirst(): Promise<void> {
    if (this.#listed && this.list.length === 0) await this.open({ profile: { kind: 'shell' } });
  }

  /** Makes the environment that is missing, and opens the terminal that was wished for inside it. */
  async makeMissing(): Promise<void> {
    const wish = this.missing;
    if (!wish) return;
    const outcome = await this.#busy(() => this.link.call('env.up', wish.environment));
    if (outcome && this.failures.take(outcome, () => this.makeMissing())) await this.open(wish);
  }

  show(session: TerminalSession): void {
    this.active = session;
    this.focusWanted = true;
  }

  /** Ends a terminal with all that runs in it; the one beside it is shown next. */
  async close(session: TerminalSession): Promise<void> {
    const at = this.list.indexOf(session);
    this.list = this.list.filter((one) => one !== session);
    if (this.active === session) this.active = this.list[Math.min(at, this.list.length - 1)];
    await this.#forget(session);
  }

  #find(id: string): TerminalSession | undefined {
    return this.list.find((session) => session.id === id);
  }

  #session(state: OutputOf<LabContract, 'terminal.list'>['terminals'][number]): TerminalSession {
    const { link, failures, screens } = this;
    return new TerminalSession(state, { link, failures, screens });
  }

  async #forget(session: TerminalSession): Promise<void> {
    session.dispose();
    if (session.ended === 'with-the-lab') return;
    this.failures.take(await this.link.call('terminal.close', { terminal: session.id }));
  }

  /** One at a time: undefined where another is under way. */
  async #busy<T>(ask: () => Promise<Outcome<T>>): Promise<Outcome<T> | undefined> {
    if (this.opening) return undefined;
    this.opening = true;
    try {
      return await ask();
    } finally {
      this.opening = false;
    }
  }

  async #connected(): Promise<void> {
    const connection = ++this.#connections;
    this.#listed = false;
    const outcome = await this.link.call('terminal.list', {});
    if (connection !== this.#connections) return;
    const listed = this.failures.take(outcome);
    if (!listed) return;
    this.#listed = true;
    const known = this.list;
    for (const session of known) {
      const state = listed.terminals.find(({ terminal }) => terminal === session.id);
      if (state) session.restore(state);
      else session.ended ??= 'with-the-lab';
    }
    const others = listed.terminals.filter(({ terminal }) => !known.some(({ id }) => id === terminal));
    this.list = [...known, ...others.map((state) => this.#session(state))];
    this.active ??= this.list.at(-1);
  }
}
