import type { ExceptionGroup } from '../../app/contract/index.ts';
import { ExceptionStore } from './exception-store.ts';
import type { ExceptionBatch, NumberedRow, Seen } from './exception-store.ts';

/** Exceptions as they are shown: what comes is taken in at once, and who reads is told at most once per frame. */
export class ExceptionLog {
  seen = $state.raw<Seen>({ events: 0, lost: 0, groups: [], end: 0, first: 0, startMs: undefined });
  readonly #store: ExceptionStore;
  #told = true;

  /** `rows` is how many of the newest events are kept as rows. */
  constructor(
    private readonly frame: (tell: () => void) => void,
    rows?: number,
  ) {
    this.#store = new ExceptionStore(rows);
  }

  take(batch: ExceptionBatch): void {
    this.#store.take(batch);
    if (!this.#told) return;
    this.#told = false;
    this.frame(() => {
      this.#told = true;
      this.seen = this.#store.look();
    });
  }

  /** Forgets what has come so far; the stream under way goes on. */
  clear(): void {
    this.#store.clear();
    this.seen = this.#store.look();
  }

  row(number: number): NumberedRow | undefined {
    return this.#store.row(number);
  }

  group(number: number): ExceptionGroup | undefined {
    return this.#store.group(number);
  }

  numbersOf(group: number, seen: Seen): readonly number[] {
    return this.#store.numbersOf(group, seen);
  }
}
