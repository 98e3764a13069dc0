import * as v from 'valibot';
import { CancellationTokenSource, ResponseError } from '#jsonrpc';
import { fail, outcomeOf } from '../contract/index.ts';
import type {
  CallName,
  Contract,
  EventName,
  EventOf,
  InputOf,
  LabFailure,
  Outcome,
  OutputOf,
} from '../contract/index.ts';
import type { Channel } from './channel.ts';
import { rpcConnection } from './connection.ts';
import { describeIssues } from './validate.ts';

/** One side's view of the other: its calls, its events, its end. */
export interface Client<C extends Contract> {
  /**
   * Asks, and waits for the answer. Aborting `signal` tells the other side, whose answer still decides. Rejects only for
   * a bug there.
   */
  call<N extends CallName<C>>(
    name: N,
    input: InputOf<C, N>,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<Outcome<OutputOf<C, N>>>;
  /** Listens until the function it returns is called. Set in the same tick as `connect`, a listener misses nothing. */
  on<N extends EventName<C>>(name: N, listener: (event: EventOf<C, N>) => void): () => void;
  /** Resolves when the channel has closed, whoever closed it. */
  readonly closed: Promise<void>;
  close(): void;
}

type Listener = (event: unknown) => void;

/** An error with the other side's message; its stack, if that came along, is the `cause`. */
const remoteBug = (error: unknown): Error =>
  error instanceof ResponseError
    ? new Error(error.message, { cause: error.data })
    : new Error('the call could not be sent', { cause: error });

const throwLater = (error: unknown) => {
  queueMicrotask(() => {
    throw error;
  });
};

/**
 * Connects to a service. Answers and events are checked against the contract as inputs are: what comes from another
 * process is not ours to trust. An answer that does not fit rejects; an event that does not fit closes the channel.
 * Calls under way when the channel closes, and later ones, answer `gone`, with the channel's error as its detail.
 */
export const connect = <C extends Contract>(
  contract: C,
  channel: Channel,
  { gone }: { readonly gone: LabFailure },
): Client<C> => {
  const calls: Contract['calls'] = contract.calls;
  const listeners = new Map<string, Set<Listener>>();
  let failure: LabFailure | undefined;
  const ended = () => failure;
  const end = (error?: Error) => {
    failure ??= error && gone.detail === '' ? { ...gone, detail: error.message } : gone;
  };

  const connection = rpcConnection(channel, () => {
    connection.dispose();
  });
  connection.onNotification((name: string, params: unknown) => {
    const schema = Object.hasOwn(contract.events, name) ? contract.events[name] : undefined;
    if (!schema) return;
    const parsed = v.safeParse(schema, params);
    if (!parsed.success) {
      end(new Error(`the event ${name} does not fit: ${describeIssues(parsed.issues)}`));
      channel.close();
      return;
    }
    for (const listener of [...(listeners.get(name) ?? [])]) {
      // The connection would swallow it, and a listener's bug is ours.
      try {
        listener(parsed.output);
      } catch (error) {
        throwLater(error);
      }
    }
  });
  const closed = new Promise<void>((resolve) => {
    channel.onClose((error) => {
      end(error);
      resolve();
    });
  });
  connection.listen();

  return {
    call: async <N extends CallName<C>>(
      name: N,
      input: InputOf<C, N>,
      { signal }: { readonly signal?: AbortSignal | undefined } = {},
    ) => {
      if (failure) return fail(failure);
      const call = calls[name];
      if (!call) throw new Error(`There is no call ${name}.`);
      const source = new CancellationTokenSource();
      const cancel = () => {
        source.cancel();
      };
      if (signal?.aborted) cancel();
      else signal?.addEventListener('abort', cancel, { once: true });
      try {
        const answer = await connection.sendRequest<unknown>(name, input, source.token);
        const parsed = v.safeParse(outcomeOf(call.output), answer);
        if (!parsed.success)
          throw new Error(`the answer to ${name} does not fit: ${describeIssues(parsed.issues)}`);
        return parsed.output;
      } catch (error) {
        const reason = ended();
        if (reason && error instanceof ResponseError) return fail(reason);
        throw error instanceof ResponseError ? remoteBug(error) : error;
      } finally {
        signal?.removeEventListener('abort', cancel);
        source.dispose();
      }
    },
    on: (name, listener) => {
      const listening = listeners.get(name) ?? new Set<Listener>();
      listeners.set(name, listening);
      listening.add(listener);
      return () => {
        listening.delete(listener);
      };
    },
    closed,
    close: channel.close,
  };
};
