import { contract, fail, labFailure } from '../../app/contract/index.ts';
import type {
  CallName,
  EventName,
  EventOf,
  InputOf,
  LabContract,
  LabFailure,
  Outcome,
  OutputOf,
} from '../../app/contract/index.ts';
import { connect } from '../../app/rpc/index.ts';
import type { Channel, Client } from '../../app/rpc/index.ts';

/** Opens one channel to the lab; undefined where nobody answers. */
export type Dial = () => Promise<Channel | undefined>;

/** What the connection needs of the world around it. */
interface Surroundings {
  readonly pause: (ms: number) => Promise<void>;
  /** Whether the server still knows this browser; asked when nobody answers. Yes, where left out. */
  readonly welcome?: () => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const firstPauseMs = 250;
const longestPauseMs = 4000;

const gone = labFailure('cancelled', {
  thing: 'rpc',
  message: { en: 'The connection to the lab was lost.', ja: 'ラボとの接続が切れました。' },
  fix: {
    en: 'The page connects again by itself; your code is kept.',
    ja: '自動的に接続し直します。コードは失われません。',
  },
});

/** Whether a call failed only because there was no connection, or none any more. */
export const isConnectionLost = ({ message }: LabFailure): boolean => message === gone.message;

/** The connection to the lab, made anew whenever it breaks. What listens to it need not know. */
export class Link {
  /** `shut-out`: a server answers, but does not know this browser; it was started anew. */
  state = $state<'connecting' | 'open' | 'lost' | 'shut-out'>('connecting');
  /** When the next try is due, in milliseconds since 1970; undefined while connected or trying. */
  nextTry = $state<number>();
  readonly #dial: Dial;
  readonly #around: Required<Surroundings>;
  #hurry: () => void = () => undefined;
  readonly #onOpen: ((client: Client<LabContract>) => void)[] = [];
  readonly #onAnswer: ((call: string, outcome: Outcome<unknown>) => void)[] = [];
  #client: Client<LabContract> | undefined;
  #disposed = false;

  constructor(dial: Dial, { pause, welcome = () => Promise.resolve(true), now = Date.now }: Surroundings) {
    this.#dial = dial;
    this.#around = { pause, welcome, now };
  }

  /** Connects, and again after each end, with growing pauses while nobody answers. Resolves once disposed. */
  async stayConnected(): Promise<void> {
    let pauseMs = firstPauseMs;
    while (!this.#disposed) {
      const channel = await this.#dial();
      if (channel) {
        pauseMs = firstPauseMs;
        await this.#useUntilClosed(channel);
      }
      if (this.state !== 'shut-out') this.state = 'lost';
      if (this.#isDisposed()) return;
      if (!channel) this.state = (await this.#around.welcome()) ? 'lost' : 'shut-out';
      await this.#rest(pauseMs);
      pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    }
  }

  /** Tries again now, where it would have waited. */
  hurry(): void {
    this.#hurry();
  }

  /** Asks the lab. Without a connection the answer is a failure that says so. */
  async call<N extends CallName<LabContract>>(
    name: N,
    input: InputOf<LabContract, N>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Outcome<OutputOf<LabContract, N>>> {
    const outcome = this.#client ? await this.#client.call(name, input, options) : fail(gone);
    for (const listener of this.#onAnswer) listener(name, outcome);
    return outcome;
  }

  /** Listens on this connection and on every later one. */
  on<N extends EventName<LabContract>>(name: N, listener: (event: EventOf<LabContract, N>) => void): void {
    this.#onOpen.push((client) => client.on(name, listener));
  }

  /** Called whenever a connection has been made. */
  onOpen(listener: () => void): void {
    this.#onOpen.push(listener);
  }

  /** Called with every answer, before whoever asked hears it. */
  onAnswer(listener: (call: string, outcome: Outcome<unknown>) => void): void {
    this.#onAnswer.push(listener);
  }

  dispose(): void {
    this.#disposed = true;
    this.#client?.close();
  }

  // Behind a method, since the compiler would take the field for unchanged across an await.
  #isDisposed(): boolean {
    return this.#disposed;
  }

  async #rest(ms: number): Promise<void> {
    this.nextTry = this.#around.now() + ms;
    const hurried = new Promise<void>((resolve) => {
      this.#hurry = resolve;
    });
    await Promise.race([this.#around.pause(ms), hurried]);
    this.nextTry = undefined;
  }

  async #useUntilClosed(channel: Channel): Promise<void> {
    const client = connect(contract, channel, { gone });
    this.#client = client;
    this.state = 'open';
    for (const listener of this.#onOpen) listener(client);
    if (this.#disposed) client.close();
    await client.closed;
    this.#client = undefined;
  }
}
