import type {
  CounterChange,
  CounterSample,
  CounterSamples,
  Counting,
  LabFailure,
} from '../../app/contract/index.ts';
import { isConnectionLost } from '../connection/link.svelte.ts';
import type { Link } from '../connection/link.svelte.ts';

/** How often is asked, and how much of it is kept for the chart. */
const intervalMs = 100;
const keptMs = 60_000;
const mostMarks = 32;
/** Rates are those of the last second. */
const periodMs = 1000;

/** A sample, and which run of samples counted by one thing it belongs to. */
export interface Counted extends CounterSample {
  readonly segment: number;
}

/** When what is counted changed, and to what. */
export interface Mark {
  readonly timeMs: number;
  readonly change: Exclude<CounterChange, 'first'>;
  readonly programId: number | null;
  readonly mapId: number | null;
}

/** Totals and rates of one action. `bytes` are null where none are counted. */
export interface ActionRate {
  readonly packets: number;
  readonly bytes: number | null;
  readonly packetsPerSecond: number;
  readonly bitsPerSecond: number | null;
}

/** What the attached program counts, live. */
export class Counters {
  counting = $state.raw<Counting>();
  /** The newest samples, oldest first: a minute at most. */
  samples = $state.raw<readonly Counted[]>([]);
  marks = $state.raw<readonly Mark[]>([]);
  /** Why nothing is counted; undefined while something is. */
  failure = $state.raw<LabFailure>();
  /** The chart stands still; counting goes on. */
  paused = $state(false);
  unit = $state<'packets' | 'bits'>('packets');
  /** From where totals are counted; absolute ones, where undefined. */
  baseline = $state.raw<Counted>();
  /** The environment whose counts are shown. */
  environment = $state<string>();
  readonly latest = $derived(this.samples.at(-1));
  /** Milliseconds that the rates are of; 0 before there are two samples. */
  readonly periodMs = $derived.by(() => {
    const { latest } = this;
    return latest ? latest.timeMs - this.#earlier(latest).timeMs : 0;
  });
  #kept: Counted[] = [];
  #segment = 0;
  #users = 0;
  #watch: { readonly stream: string; readonly abort: AbortController } | undefined;
  #isDue = false;

  constructor(
    private readonly link: Link,
    private readonly frame: (draw: () => void) => void = nextFrame,
  ) {
    link.on('counters.samples', (event) => {
      if (event.stream === this.#watch?.stream) this.#take(event);
    });
    link.onOpen(() => {
      // What was watched over the connection before went with it.
      this.#watch = undefined;
      if (this.#users > 0) this.#begin();
    });
  }

  /** Follows an environment's counts until the function it answers is called; several may, at the cost of one. */
  use(environment: string): () => void {
    this.#users += 1;
    if (this.environment !== environment) {
      this.#end();
      this.environment = environment;
      this.#forget();
    }
    this.#begin();
    let isUsing = true;
    return () => {
      if (!isUsing) return;
      isUsing = false;
      this.#users -= 1;
      // One pane may hand over to another.
      queueMicrotask(() => {
        if (this.#users === 0) this.#end();
      });
    };
  }

  /** Totals and rates of a column. */
  rate(column: number): ActionRate {
    const { latest, baseline } = this;
    if (!latest) return { packets: 0, bytes: null, packetsPerSecond: 0, bitsPerSecond: null };
    const earlier = this.#earlier(latest);
    const seconds = (latest.timeMs - earlier.timeMs) / 1000;
    const base = baseline?.segment === latest.segment ? baseline : undefined;
    const perSecond = (now: number | undefined, before: number | undefined): number =>
      seconds > 0 ? ((now ?? 0) - (before ?? 0)) / seconds : 0;
    return {
      packets: (latest.packets[column] ?? 0) - (base?.packets[column] ?? 0),
      bytes: latest.bytes && (latest.bytes[column] ?? 0) - (base?.bytes?.[column] ?? 0),
      packetsPerSecond: perSecond(latest.packets[column], earlier.packets[column]),
      bitsPerSecond: latest.bytes && 8 * perSecond(latest.bytes[column], earlier.bytes?.[column]),
    };
  }

  /** Counts from now on, or as the map does again. The map itself is not touched. */
  toggleBaseline(): void {
    this.baseline = this.baseline ? undefined : this.latest;
  }

  togglePause(): void {
    this.paused = !this.paused;
    if (!this.paused) this.samples = this.#kept.slice();
  }

  toggleUnit(): void {
    this.unit = this.unit === 'packets' ? 'bits' : 'packets';
  }

  /** Tries again what failed. */
  again(): void {
    if (this.#users > 0) this.#begin();
  }

  #begin(): void {
    const { environment } = this;
    if (environment === undefined || this.#watch || this.link.state !== 'open') return;
    const watch = { stream: crypto.randomUUID(), abort: new AbortController() };
    this.#watch = watch;
    this.failure = undefined;
    void this.link
      .call(
        'counters.watch',
        { environment, stream: watch.stream, intervalMs },
        { signal: watch.abort.signal },
      )
      .then((outcome) => {
        if (this.#watch !== watch) return;
        this.#watch = undefined;
        if (!outcome.ok && !isConnectionLost(outcome.failure)) this.failure = outcome.failure;
      });
  }

  #end(): void {
    this.#watch?.abort.abort();
    this.#watch = undefined;
  }

  #forget(): void {
    this.#kept = [];
    this.samples = [];
    this.marks = [];
    this.counting = undefined;
    this.baseline = undefined;
    this.failure = undefined;
  }

  #take({ counting, change, samples }: CounterSamples): void {
    this.counting = counting;
    if (change) this.#segment += 1;
    if (change && change !== 'first') {
      const timeMs = samples[0]?.timeMs ?? Date.now();
      const mark = { timeMs, change, programId: counting.programId, mapId: counting.mapId };
      this.marks = [...this.marks, mark].slice(-mostMarks);
    }
    const segment = this.#segment;
    for (const sample of samples) this.#kept.push({ ...sample, segment });
    const oldest = (this.#kept.at(-1)?.timeMs ?? 0) - keptMs;
    const first = this.#kept.findIndex(({ timeMs }) => timeMs >= oldest);
    if (first > 0) this.#kept.splice(0, first);
    this.#draw();
  }

  /** At most once a frame, however many batches come. */
  #draw(): void {
    if (this.#isDue || this.paused) return;
    this.#isDue = true;
    this.frame(() => {
      this.#isDue = false;
      if (!this.paused) this.samples = this.#kept.slice();
    });
  }

  /** The sample a period before, or the oldest of the same counting. */
  #earlier(latest: Counted): Counted {
    const from = this.samples.findLastIndex(
      ({ segment, timeMs }) => segment !== latest.segment || latest.timeMs - timeMs >= periodMs,
    );
    const found = this.samples[from];
    if (found?.segment === latest.segment) return found;
    return this.samples[from + 1] ?? latest;
  }
}

/** A page in the background draws no frames, and Node has none. */
const nextFrame = (draw: () => void): void => {
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(draw);
  else setTimeout(draw);
};
