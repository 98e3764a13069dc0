import {
  labFailure,
  type CallContext,
  type EventOf,
  type InputOf,
  type Outcome,
  type OutputOf,
} from '../../contract/index.ts';
import type { HelperContract } from '../../helper/contract/index.ts';
import { createTurns, type Turns } from './turns.ts';
import { startHelper, type ElevationWay, type HelperConnection } from '../../helper/elevate/index.ts';

type Verb = keyof HelperContract['calls'];

/** The engine's way to the root side: started when first needed, started anew after it died. */
export interface HelperLink {
  /** Starts the helper if none runs and nobody has to be asked for it, without waiting: a call that follows finds it ready. */
  readonly startUnasked: () => void;
  /** Runs jobs that use one environment one after another, so that no two gradings attach and send at once. */
  readonly inTurn: Turns;
  readonly call: <N extends Verb>(
    verb: N,
    input: InputOf<HelperContract, N>,
    context?: Partial<CallContext>,
  ) => Promise<Outcome<OutputOf<HelperContract, N>>>;
  readonly onCapture: (listener: (event: EventOf<HelperContract, 'capture.bytes'>) => void) => () => void;
  readonly dispose: () => Promise<void>;
}

interface Options {
  readonly helperPath: string;
  /** Which ways to root may be tried; all, in the helper's order, unless said otherwise. */
  readonly ways?: readonly ElevationWay[] | undefined;
}

/** Links to one helper at a time. A helper's start removes what a dead one left, so a died one is replaced before the end. */
export const createHelperLink = ({ helperPath, ways }: Options): HelperLink => {
  let starting: Promise<Outcome<HelperConnection>> | undefined;
  let leftovers = false;
  let disposed = false;
  const unwanted = new AbortController();
  const captureListeners = new Set<(event: EventOf<HelperContract, 'capture.bytes'>) => void>();

  const start = async (): Promise<Outcome<HelperConnection>> => {
    const started = await startHelper({ helperPath, signal: unwanted.signal, ...(ways && { ways }) });
    if (!started.ok) return started;
    leftovers = false;
    started.value.client.on('capture.bytes', (event) => {
      for (const listener of captureListeners) listener(event);
    });
    void started.value.closed.then(() => {
      starting = undefined;
      leftovers ||= !disposed;
    });
    return started;
  };

  /** A start that failed is told to one call, and tried anew by the next: nobody is asked for root twice for one thing. */
  const connection = async (): Promise<Outcome<HelperConnection>> => {
    const started = (starting ??= start());
    const found = await started;
    if (!found.ok && starting === started) starting = undefined;
    return found;
  };

  return {
    startUnasked: () => {
      if (disposed || process.getuid?.() !== 0) return;
      starting ??= start();
      // The call that follows is told; without one there is nobody to tell.
      starting.catch(() => undefined);
    },
    inTurn: createTurns(),
    call: async (verb, input, { signal } = {}) => {
      if (disposed) return { ok: false, failure: labFailure('cancelled', { thing: verb }) };
      const found = await connection();
      return found.ok ? found.value.client.call(verb, input, { ...(signal && { signal }) }) : found;
    },
    onCapture: (listener) => {
      captureListeners.add(listener);
      return () => captureListeners.delete(listener);
    },
    dispose: async () => {
      disposed = true;
      // A start that still waits, for a password say, is given up.
      unwanted.abort();
      const found = starting ? await starting : undefined;
      const cleaned = found?.ok ? await found.value.dispose() : true;
      if (leftovers || !cleaned) await sweep(helperPath);
    },
  };
};

/** A helper's start removes what a dead one left. Nobody is asked for root only for that: then the next start does it. */
const sweep = async (helperPath: string): Promise<void> => {
  const sweeper = await startHelper({ helperPath, ways: ['root', 'sudo'] });
  if (sweeper.ok) await sweeper.value.dispose();
};
