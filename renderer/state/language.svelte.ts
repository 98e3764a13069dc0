import type {
  AssignmentKey,
  JsonObject,
  LabContract,
  LabFailure,
  OutputOf,
} from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';
import type { Failures } from './failures.svelte.ts';

/** One clangd from its start to its end, which the page speaks to in whole messages. */
export interface LanguageSession {
  readonly rootUri: string;
  /** The uri of each file of the assignment, by path. */
  readonly documents: Readonly<Record<string, string>>;
  readonly send: (message: JsonObject) => void;
  /** `onEnd` comes once, after the last message. Whoever listens first hears what came before. */
  readonly listen: (onMessage: (message: JsonObject) => void, onEnd: () => void) => void;
}

/** `missing`: this machine has none; `ended`: it ended by itself, or could not be started. */
export type LanguageState = 'off' | 'starting' | 'running' | 'missing' | 'ended';

/** A session as it is heard: what came before somebody listened waits. */
const heardSession = (send: (message: JsonObject) => void, started: Started) => {
  const waiting: JsonObject[] = [];
  let listener: ((message: JsonObject) => void) | undefined;
  let onEnd: (() => void) | undefined;
  let ended = false;
  const session: LanguageSession = {
    rootUri: started.rootUri,
    documents: started.documents,
    send: (message) => {
      if (!ended) send(message);
    },
    listen: (onMessage, ending) => {
      listener = onMessage;
      for (const message of waiting.splice(0)) onMessage(message);
      if (ended) ending();
      else onEnd = ending;
    },
  };
  return {
    id: started.session,
    session,
    hear: (message: JsonObject) => {
      if (listener) listener(message);
      else waiting.push(message);
    },
    end: () => {
      if (ended) return;
      ended = true;
      onEnd?.();
    },
  };
};

type Started = OutputOf<LabContract, 'language.start'>;

/** clangd, as the editor speaks to it: one session for the open assignment, begun anew after each lost connection. */
export class LanguageServer {
  state = $state<LanguageState>('off');
  session = $state.raw<LanguageSession>();
  /** Why there is no session, where the lab said so. */
  failure = $state.raw<LabFailure>();
  #heard: ReturnType<typeof heardSession> | undefined;
  #key: AssignmentKey | undefined;
  /** Of starts under way only the last one counts. */
  #starts = 0;
  #mayRestart = true;
  /** Messages that came before the answer that names their session. */
  #early: { readonly session: string; readonly message: JsonObject }[] = [];
  /** Ends that came before that answer. */
  #earlyEnds: { readonly session: string; readonly detail: string }[] = [];

  constructor(
    private readonly link: Link,
    private readonly failures: Failures,
  ) {
    link.on('language.message', ({ session, message }) => {
      if (session === this.#heard?.id) this.#heard.hear(message);
      else if (this.state === 'starting') this.#early.push({ session, message });
    });
    link.on('language.ended', ({ session, detail }) => {
      if (session === this.#heard?.id) this.#ended(detail);
      else if (this.state === 'starting') this.#earlyEnds.push({ session, detail });
    });
    link.onOpen(() => {
      // What clangd said meanwhile is lost, and with it what it holds of the texts.
      if (this.#key) void this.#start(this.#key);
    });
  }

  /** Starts clangd for an assignment, and ends the one of the assignment before. */
  async open(key: AssignmentKey): Promise<void> {
    this.#key = key;
    this.#mayRestart = true;
    await this.#start(key);
  }

  /** Ends clangd, where it runs, and starts it again: the learner asked for it. */
  async restart(): Promise<void> {
    if (this.#key) await this.open(this.#key);
  }

  async #start(key: AssignmentKey): Promise<void> {
    this.#starts += 1;
    const start = this.#starts;
    const before = this.#heard;
    this.#forget();
    this.#early = [];
    this.#earlyEnds = [];
    this.state = 'starting';
    this.failure = undefined;
    // It may have ended with the engine it belonged to, which is as good.
    if (before) void this.link.call('language.stop', { session: before.id });
    const outcome = await this.link.call('language.start', key);
    if (start !== this.#starts) {
      if (outcome.ok) void this.link.call('language.stop', { session: outcome.value.session });
      return;
    }
    if (!outcome.ok) {
      this.failure = outcome.failure;
      this.state = outcome.failure.code === 'tool-missing' ? 'missing' : 'ended';
      return;
    }
    const { value } = outcome;
    const heard = heardSession((message) => void this.#send(value.session, message), value);
    this.#heard = heard;
    for (const { session, message } of this.#early) if (session === value.session) heard.hear(message);
    this.#early = [];
    const end = this.#earlyEnds.find(({ session }) => session === value.session);
    this.session = heard.session;
    this.state = 'running';
    if (end) this.#ended(end.detail);
  }

  async #send(session: string, message: JsonObject): Promise<void> {
    const sent = await this.link.call('language.send', { session, message });
    if (sent.ok || session !== this.#heard?.id) return;
    if (sent.failure.code === 'not-found') this.#ended('');
    // The connection is made anew by itself, and clangd started with it.
    else if (sent.failure.code !== 'cancelled') this.failures.take(sent);
  }

  #forget(): void {
    this.#heard?.end();
    this.#heard = undefined;
    this.session = undefined;
  }

  #ended(detail: string): void {
    this.#forget();
    this.state = 'ended';
    // Without a last word it made room for other pages' clangd: starting it again would end one of theirs.
    if (!this.#key || !this.#mayRestart || detail === '') return;
    this.#mayRestart = false;
    void this.#start(this.#key);
  }
}
