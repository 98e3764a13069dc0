import {
  labFailure,
  type CallContext,
  type EventOf,
  type InputOf,
  type LabFailure,
  type Outcome,
  type OutputOf,
} from '../../contract/index.ts';
import type { HelperContract } from '../../helper/contract/index.ts';
import { createTurnsByName, type TurnsByName } from '../turns.ts';
import { startHelper, type ElevationWay, type HelperConnection } from '../../helper/elevate/index.ts';

/** What the helper may be asked. */
export type Verb = keyof HelperContract['calls'];
type HelperEvent = keyof HelperContract['events'];

/** The engine's way to the root side: started when first needed, started anew after it died. */
export interface HelperLink {
  /** Starts the helper if none runs and nobody has to be asked for it, without waiting: a call that follows finds it ready. */
  readonly startUnasked: () => void;
  /** Runs jobs that use one environment one after another, so that no two gradings attach and send at once. */
  readonly inTurn: TurnsByName;
  readonly call: <N extends Verb>(
    verb: N,
    input: InputOf<HelperContract, N>,
    context?: Partial<CallContext>,
  ) => Promise<Outcome<OutputOf<HelperContract, N>>>;
  /** Hears an event of whichever helper runs, until the function it returns is called. */
  readonly on: <N extends HelperEvent>(
    event: N,
    listener: (value: EventOf<HelperContract, N>) => void,
  ) => () => void;
}

/** A link that its owner starts and ends. */
export interface HeldLink extends HelperLink {
  /** Starts the helper if none runs, whoever must be asked for it, and waits until it has answered. */
  readonly start: () => Promise<Outcome<undefined>>;
  /** Ends the helper, or gives up a start that still waits, for a password say. The next call starts another. */
  readonly end: () => Promise<void>;
  readonly dispose: () => Promise<void>;
}

/** What becomes of the helper, as it happens. */
export type HelperNews =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly way: ElevationWay }
  | { readonly kind: 'failed'; readonly failure: LabFailure }
  /** It ended by itself. */
  | { readonly kind: 'gone' };

interface Options {
  readonly helperPath: string;
  /** What runs it, as {@link startHelper} takes it. */
  readonly interpreter?: string | null | undefined;
  /** Which ways to root may be tried; all, in the helper's order, unless said otherwise. */
  readonly ways?: readonly ElevationWay[] | undefined;
  readonly onNews: (news: HelperNews) => void;
}

/** One helper, from the wish for it until it is gone. */
interface Run {
  readonly connection: Promise<Outcome<HelperConnection>>;
  readonly unwanted: AbortController;
}

/** Links to one helper at a time. A helper's start removes what a dead one left, so a died one is replaced before the end. */
export const createHelperLink = ({ helperPath, interpreter, ways, onNews }: Options): HeldLink => {
  let current: Run | undefined;
  let ending: Promise<void> = Promise.resolve();
  let leftovers = false;
  let disposed = false;
  let running: HelperConnection['client'] | undefined;
  /** Each makes one listener hear a helper that has just started. */
  const attaching = new Set<(client: HelperConnection['client']) => void>();

  const on: HelperLink['on'] = (event, listener) => {
    let off: (() => void) | undefined;
    const attach = (client: HelperConnection['client']): void => {
      off = client.on(event, listener);
    };
    attaching.add(attach);
    if (running) attach(running);
    return () => {
      attaching.delete(attach);
      off?.();
    };
  };

  const start = (): Run => {
    const unwanted = new AbortController();
    const run: Run = { unwanted, connection: begin(unwanted.signal, () => current === run) };
    return run;
  };

  const begin = async (signal: AbortSignal, wanted: () => boolean): Promise<Outcome<HelperConnection>> => {
    onNews({ kind: 'starting' });
    // Two helpers of one lab at once would each hold what the other wants.
    await ending;
    const started = await startHelper({ helperPath, interpreter, signal, ...(ways && { ways }) });
    if (!started.ok) {
      if (wanted()) onNews({ kind: 'failed', failure: started.failure });
      return started;
    }
    leftovers = false;
    const { client, way, closed } = started.value;
    running = client;
    for (const attach of attaching) attach(client);
    void closed.then(() => {
      if (running === client) running = undefined;
      if (!wanted()) return;
      current = undefined;
      leftovers = true;
      onNews({ kind: 'gone' });
    });
    if (wanted()) onNews({ kind: 'running', way });
    return started;
  };

  /** A start that failed is told to one call, and tried anew by the next: nobody is asked for root twice for one thing. */
  const connection = async (): Promise<Outcome<HelperConnection>> => {
    const run = (current ??= start());
    const found = await run.connection;
    if (!found.ok && current === run) current = undefined;
    return found;
  };

  const finish = async ({ connection, unwanted }: Run): Promise<void> => {
    unwanted.abort();
    const found = await connection;
    if (found.ok && !(await found.value.dispose())) leftovers = true;
  };
  const end = (): Promise<void> => {
    if (current) ending = finish(current);
    current = undefined;
    return ending;
  };

  return {
    startUnasked: () => {
      if (disposed || process.getuid?.() !== 0) return;
      current ??= start();
      // The call that follows is told; without one there is nobody to tell.
      current.connection.catch(() => undefined);
    },
    inTurn: createTurnsByName(),
    call: async (verb, input, { signal } = {}) => {
      if (disposed) return { ok: false, failure: labFailure('cancelled', { thing: verb }) };
      const found = await connection();
      return found.ok ? found.value.client.call(verb, input, { ...(signal && { signal }) }) : found;
    },
    on,
    start: async () => {
      if (disposed) return { ok: false, failure: labFailure('cancelled', { thing: 'lab.allow' }) };
      const found = await connection();
      return found.ok ? { ok: true, value: undefined } : found;
    },
    end,
    dispose: async () => {
      disposed = true;
      await end();
      if (leftovers) await sweep({ helperPath, interpreter });
    },
  };
};

/** A helper's start removes what a dead one left. Nobody is asked for root only for that: then the next start does it. */
const sweep = async (helper: Pick<Options, 'helperPath' | 'interpreter'>): Promise<void> => {
  const sweeper = await startHelper({ ...helper, ways: ['root', 'sudo'] });
  if (sweeper.ok) await sweeper.value.dispose();
};
