import { contract, fail, labFailure } from '../../app/contract/index.ts';
import type {
  CallName,
  EventName,
  EventOf,
  InputOf,
  LabContract,
  Outcome,
  OutputOf,
} from '../../app/contract/index.ts';
import { connect } from '../../app/rpc/index.ts';
import type { Channel, Client } from '../../app/rpc/index.ts';

/** Opens one channel to the lab; undefined where nobody answers. */
export type Dial = () => Promise<Channel | undefined>;

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

/** The connection to the lab, made anew whenever it breaks. What listens to it need not know. */
export class Link {
  state = $state<'connecting' | 'open' | 'lost'>('connecting');
  readonly #dial: Dial;
  readonly #pause: (ms: number) => Promise<void>;
  readonly #onOpen: ((client: Client<LabContract>) => void)[] = [];
  #client: Client<LabContract> | undefined;
  #disposed = false;

  constructor(dial: Dial, pause: (ms: number) => Promise<void>) {
    this.#dial = dial;
    this.#pause = pause;
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
      this.state = 'lost';
      if (this.#isDisposed()) return;
      await this.#pause(pauseMs);
      pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    }
  }

  /** Asks the lab. Without a connection the answer is a failure that says so. */
  call<N extends CallName<LabContract>>(
    name: N,
    input: InputOf<LabContract, N>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Outcome<OutputOf<LabContract, N>>> {
    return this.#client ? this.#client.call(name, input, options) : Promise.resolve(fail(gone));
  }

  /** Listens on this connection and on every later one. */
  on<N extends EventName<LabContract>>(name: N, listener: (event: EventOf<LabContract, N>) => void): void {
    this.#onOpen.push((client) => client.on(name, listener));
  }

  /** Called whenever a connection has been made. */
  onOpen(listener: () => void): void {
    this.#onOpen.push(listener);
  }

  dispose(): void {
    this.#disposed = true;
    this.#client?.close();
  }

  // Behind a method, since the compiler would take the field for unchanged across an await.
  #isDisposed(): boolean {
    return this.#disposed;
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
