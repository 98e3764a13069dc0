import type {
  LabFailure,
  OpenedTrace,
  Outcome,
  TracedBy,
  WatchedExceptions,
} from '../../app/contract/index.ts';
import { isConnectionLost } from '../connection/link.svelte.ts';
import type { Link } from '../connection/link.svelte.ts';
import { fromBase64, toBase64 } from '../host/base64.ts';
import { ExceptionLog } from './exception-log.svelte.ts';
import type { Failures } from './failures.svelte.ts';

/** How long a run waits until somebody listens. */
const patienceMs = 1000;

/** One watch, from its asking to its end. */
interface Watch {
  readonly stream: string;
  readonly environment: string;
  readonly abort: AbortController;
  /** The connection that it is heard through, counted from the first. */
  readonly connection: number;
  /** It listens, or has ended before. */
  readonly heard: Promise<void>;
  readonly hear: () => void;
  /** Undefined where it was given up. */
  readonly ended: Promise<WatchedExceptions | undefined>;
}

/** A `trace.dat` that a watch has left. */
export interface Recorded {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly sinceMs: number;
  readonly environment: string;
  readonly overwritten: number;
}

/** Time in which nobody listened although somebody was to, in milliseconds since 1970. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Opened {
  readonly trace: Omit<OpenedTrace, 'rows'>;
  readonly log: ExceptionLog;
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Once per frame as it is drawn; a page in the background draws none, and Node has none. */
const nextFrame = (tell: () => void): void => {
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(tell);
  else setTimeout(tell);
};

/** XDP exceptions as they happen, and as a recording has them. */
export class Exceptions {
  /** `ending`: it stops in good order, and its recording is made. */
  phase = $state<'off' | 'starting' | 'listening' | 'ending'>('off');
  /** Since when it listens, in milliseconds since 1970. */
  sinceMs = $state<number>();
  /** Which way is in use; the last one, while none is. */
  traced = $state.raw<TracedBy>();
  /** Why it does not listen any more, or could not. */
  failure = $state.raw<LabFailure>();
  /** The last time that was missed because the connection was lost. */
  gap = $state.raw<Gap>();
  /** The `trace.dat` of the last watch that ended in good order. */
  recorded = $state.raw<Recorded>();
  /** Why that watch left none. */
  unrecorded = $state.raw<LabFailure>();
  /** What was saved last. */
  saved = $state.raw<Recorded>();
  opened = $state.raw<Opened>();
  /** A recording is being fetched or read. */
  busy = $state(false);
  /** The group whose rows are shown; all, where undefined. */
  chosen = $state<number>();
  readonly live: ExceptionLog;
  readonly log = $derived.by(() => this.opened?.log ?? this.live);
  readonly seen = $derived.by(() => this.log.seen);
  #watch: Watch | undefined;
  #connections = 0;
  /** What was listened to when the connection was lost, and since when it is not. */
  #lost: { readonly environment: string; readonly fromMs: number } | undefined;

  constructor(
    private readonly link: Link,
    private readonly failures: Failures,
    /** The environment of the open assignment. */
    private readonly environment: () => string | undefined,
    frame = nextFrame,
  ) {
    this.live = new ExceptionLog(frame);
    link.on('exceptions.rows', (rows) => {
      const watch = this.#watch;
      if (watch?.stream !== rows.stream) return;
      if (this.phase === 'starting') {
        this.phase = 'listening';
        this.sinceMs = Date.now();
      }
      this.traced = rows.traced;
      this.live.take(rows);
      watch.hear();
    });
    link.onOpen(() => {
      this.#connections += 1;
      void this.#resume();
    });
  }

  get canSave(): boolean {
    return (
      !this.busy && (this.phase === 'listening' || (this.phase === 'off' && this.recorded !== undefined))
    );
  }

  /** Listens to the open assignment's environment, also before that stands; resolves once it does, or cannot. */
  async start(): Promise<void> {
    const environment = this.environment();
    if (environment === undefined) return;
    if (this.phase === 'ending') await this.#watch?.ended;
    if (this.phase === 'off') this.#begin(environment);
    await this.#watch?.heard;
  }

  /** As `start`, but waits for a second at most: a run goes on in any case. */
  async prepare(): Promise<void> {
    if (this.phase !== 'listening') await Promise.race([this.start(), pause(patienceMs)]);
  }

  /** Ends the watch in good order; what it recorded can be saved then. */
  async stop(): Promise<void> {
    const watch = this.#watch;
    this.#lost = undefined;
    if (!watch) return;
    if (this.phase === 'ending') {
      await watch.ended;
      return;
    }
    // Nothing was heard yet, so nothing is recorded either.
    if (this.phase === 'starting') {
      this.#giveUp();
      return;
    }
    this.phase = 'ending';
    const stopped = await this.link.call('exceptions.stop', { stream: watch.stream });
    // It may have ended by itself meanwhile: then there is nothing to be stopped.
    if (!stopped.ok && stopped.failure.code !== 'not-found') {
      if (this.#watch === watch && !isConnectionLost(stopped.failure)) {
        this.#giveUp();
        this.failure = stopped.failure;
      }
      return;
    }
    await watch.ended;
  }

  /** The bytes of the `trace.dat` so far, after which it listens again if it did; undefined where there are none. */
  async recording(): Promise<(Recorded & { readonly bytes: Uint8Array<ArrayBuffer> }) | undefined> {
    if (!this.canSave) return undefined;
    this.busy = true;
    const goesOn = this.phase === 'listening';
    try {
      if (goesOn) await this.stop();
      const { recorded } = this;
      if (!recorded) return undefined;
      const got = this.failures.take(
        await this.link.call('exceptions.recording', { recording: recorded.id }),
      );
      return got && { ...recorded, bytes: fromBase64(got.bytes) };
    } finally {
      this.busy = false;
      if (goesOn && this.phase === 'off' && !this.failure) void this.start();
    }
  }

  /** Shows a recording in the place of what is heard now. */
  async open(name: string, bytes: Uint8Array): Promise<void> {
    this.busy = true;
    const outcome = await this.link.call('exceptions.open', { kind: 'bytes', name, bytes: toBase64(bytes) });
    this.busy = false;
    const trace = this.failures.take(outcome);
    if (!trace) return;
    const { rows, ...rest } = trace;
    const log = new ExceptionLog(
      (tell) => {
        tell();
      },
      Math.max(1, trace.count),
    );
    log.take({ ...trace, rows, stream: name });
    this.chosen = undefined;
    this.opened = { trace: rest, log };
  }

  /** Back to what is heard now. */
  close(): void {
    this.opened = undefined;
    this.chosen = undefined;
  }

  /** Forgets what was heard; listening goes on. */
  clear(): void {
    this.live.clear();
    this.gap = undefined;
    this.saved = undefined;
    this.chosen = undefined;
  }

  choose(group: number | undefined): void {
    this.chosen = group;
  }

  /** Another assignment is open: what was heard of another environment does not belong beside it. */
  moved(): void {
    const heard = this.#watch?.environment ?? this.#lost?.environment ?? this.recorded?.environment;
    if (heard === undefined || heard === this.environment()) return;
    this.#lost = undefined;
    this.#giveUp();
    this.recorded = undefined;
    this.unrecorded = undefined;
    this.failure = undefined;
    this.clear();
  }

  #begin(environment: string): void {
    let hear: () => void = () => undefined;
    const heard = new Promise<void>((resolve) => {
      hear = resolve;
    });
    const abort = new AbortController();
    const stream = crypto.randomUUID();
    this.failure = undefined;
    this.sinceMs = undefined;
    this.phase = 'starting';
    // The call goes out in this turn, and its answer comes in a later one.
    const asked = this.link.call(
      'exceptions.watch',
      { environment, stream, early: true, record: true },
      { signal: abort.signal },
    );
    const ended = asked.then((outcome) => this.#ended(stream, outcome)).finally(hear);
    this.#watch = { stream, environment, abort, connection: this.#connections, heard, hear, ended };
  }

  #ended(stream: string, outcome: Outcome<WatchedExceptions>): WatchedExceptions | undefined {
    const watch = this.#watch;
    // It was given up, and another may listen by now.
    if (watch?.stream !== stream) return undefined;
    const { sinceMs, phase } = this;
    this.#watch = undefined;
    this.phase = 'off';
    this.sinceMs = undefined;
    if (!outcome.ok) {
      if (isConnectionLost(outcome.failure) && phase !== 'ending')
        this.#lost = { environment: watch.environment, fromMs: Date.now() };
      this.failure = outcome.failure;
      // The next connection may be there before the end of the last one is heard of.
      if (watch.connection !== this.#connections) void this.#resume();
      return undefined;
    }
    const { traced, recording, unrecorded } = outcome.value;
    this.traced = traced;
    this.unrecorded = unrecorded ?? undefined;
    this.recorded = recording
      ? {
          id: recording.id,
          overwritten: recording.overwritten,
          sinceMs: sinceMs ?? Date.now(),
          environment: watch.environment,
        }
      : undefined;
    return outcome.value;
  }

  #giveUp(): void {
    const watch = this.#watch;
    this.#watch = undefined;
    this.phase = 'off';
    this.sinceMs = undefined;
    watch?.abort.abort();
    watch?.hear();
  }

  async #resume(): Promise<void> {
    const lost = this.#lost;
    this.#lost = undefined;
    if (!lost || lost.environment !== this.environment()) return;
    await this.start();
    if (this.sinceMs !== undefined) this.gap = { fromMs: lost.fromMs, toMs: this.sinceMs };
  }
}
