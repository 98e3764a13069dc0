import { exceptionRowBytes, unpackExceptionRows } from '../../app/contract/exceptions.ts';
import type { ExceptionGroup, ExceptionRow, ExceptionRows } from '../../app/contract/index.ts';
import { fromBase64 } from '../host/base64.ts';

/** How many of the newest events are kept as rows. */
export const rowsKept = 10_000;

/** What a log takes in: an event of the stream, or what an opened recording holds. */
export type ExceptionBatch = Pick<ExceptionRows, 'tasks' | 'rows' | 'groups'> & {
  readonly stream: string;
  readonly lost: number | null;
};

/** A row with its task's name; its group's number is the store's own. */
export type NumberedRow = ExceptionRow & { readonly name: string };

/** A log as it is at one moment. Rows have numbers: the first one ever is 0. */
export interface Seen {
  /** Every event, also those that are no rows any more. */
  readonly events: number;
  readonly lost: number;
  /** Those that have come at least once; a group's number is the store's own. */
  readonly groups: readonly ExceptionGroup[];
  /** The number after the newest row's. */
  readonly end: number;
  /** The oldest row that is kept. */
  readonly first: number;
  /** When the first event of all came; undefined before. */
  readonly startMs: number | undefined;
}

/** One group over all streams: what the last one said of it, and what had come before that. */
interface Held {
  readonly said: ExceptionGroup;
  readonly before: number;
}

const identityOf = ({ event, programId, action, interfaceIndex, redirect }: ExceptionGroup): string =>
  JSON.stringify([event, programId, action, interfaceIndex, redirect]);

/** Events of several streams after each other, of which the newest are kept as rows, in columns of one size. */
export class ExceptionStore {
  readonly #timeMs: Float64Array;
  readonly #group: Uint32Array;
  readonly #pid: Int32Array;
  readonly #cpu: Uint16Array;
  readonly #task: Uint32Array;
  readonly #names: string[] = [];
  readonly #nameNumbers = new Map<string, number>();
  #held: Held[] = [];
  readonly #numbers = new Map<string, number>();
  /** The stream under way: its own numbers for groups and tasks, by ours. */
  #stream = '';
  #groupOf = new Map<number, number>();
  #taskOf = new Map<number, number>();
  #lostBefore = 0;
  #lost = 0;
  #end = 0;
  #cleared = 0;
  #startMs: number | undefined;

  constructor(private readonly capacity = rowsKept) {
    this.#timeMs = new Float64Array(capacity);
    this.#group = new Uint32Array(capacity);
    this.#pid = new Int32Array(capacity);
    this.#cpu = new Uint16Array(capacity);
    this.#task = new Uint32Array(capacity);
  }

  take({ stream, tasks, groups, rows, lost }: ExceptionBatch): void {
    if (stream !== this.#stream) this.#begin(stream);
    for (const { task, name } of tasks) this.#taskOf.set(task, this.#nameNumber(name));
    for (const group of groups) this.#count(group);
    this.#lost = lost ?? 0;
    const packed = fromBase64(rows);
    const skipped = Math.max(0, Math.floor(packed.length / exceptionRowBytes) - this.capacity);
    // What would be overwritten at once is not even read, but for when the first of all came.
    if (skipped > 0) this.#startMs ??= unpackExceptionRows(packed.subarray(0, exceptionRowBytes))[0]?.timeMs;
    this.#end += skipped;
    for (const row of unpackExceptionRows(packed.subarray(skipped * exceptionRowBytes))) this.#put(row);
  }

  /** Forgets what has come so far; the stream under way goes on. */
  clear(): void {
    this.#held = this.#held.map(({ said }) => ({ said, before: -said.count }));
    this.#lostBefore = -this.#lost;
    this.#cleared = this.#end;
    this.#startMs = undefined;
  }

  /** A row by its number, its group and its task's name; undefined where it is overwritten meanwhile. */
  row(number: number): NumberedRow | undefined {
    if (number < this.#first || number >= this.#end) return undefined;
    const at = number % this.capacity;
    const task = this.#task[at] ?? 0;
    return {
      timeMs: this.#timeMs[at] ?? 0,
      group: this.#group[at] ?? 0,
      pid: this.#pid[at] ?? 0,
      cpu: this.#cpu[at] ?? 0,
      task,
      name: this.#names[task] ?? '',
    };
  }

  group(number: number): ExceptionGroup | undefined {
    return this.#held[number]?.said;
  }

  /** The numbers of the rows of one group, oldest first, as far as they are `seen`. */
  numbersOf(group: number, { first, end }: Seen): readonly number[] {
    const found: number[] = [];
    for (let number = Math.max(first, this.#first); number < end; number++)
      if (this.#group[number % this.capacity] === group) found.push(number);
    return found;
  }

  /** What has come so far. */
  look(): Seen {
    const groups = this.#held
      .map(({ said, before }) => ({ ...said, count: said.count + before }))
      .filter(({ count }) => count > 0);
    return {
      events: groups.reduce((sum, { count }) => sum + count, 0),
      lost: this.#lostBefore + this.#lost,
      groups,
      end: this.#end,
      first: this.#first,
      startMs: this.#startMs,
    };
  }

  get #first(): number {
    return Math.max(this.#cleared, this.#end - this.capacity);
  }

  #begin(stream: string): void {
    this.#stream = stream;
    this.#groupOf = new Map();
    this.#taskOf = new Map();
    this.#held = this.#held.map(({ said, before }) => ({
      said: { ...said, count: 0 },
      before: before + said.count,
    }));
    this.#lostBefore += this.#lost;
    this.#lost = 0;
  }

  #count(group: ExceptionGroup): void {
    const identity = identityOf(group);
    const number = this.#numbers.get(identity) ?? this.#held.length;
    this.#numbers.set(identity, number);
    this.#groupOf.set(group.group, number);
    this.#held[number] = { said: { ...group, group: number }, before: this.#held[number]?.before ?? 0 };
  }

  #nameNumber(name: string): number {
    const number = this.#nameNumbers.get(name) ?? this.#names.push(name) - 1;
    this.#nameNumbers.set(name, number);
    return number;
  }

  #put({ timeMs, group, pid, cpu, task }: ExceptionRow): void {
    const at = this.#end % this.capacity;
    this.#timeMs[at] = timeMs;
    this.#group[at] = this.#groupOf.get(group) ?? 0;
    this.#pid[at] = pid;
    this.#cpu[at] = cpu;
    this.#task[at] = this.#taskOf.get(task) ?? this.#nameNumber('');
    this.#startMs ??= timeMs;
    this.#end += 1;
  }
}
