import { fail, labFailure, type CallContext, type Outcome } from '../contract/index.ts';

type Handler<I, T> = (input: I, context: CallContext) => Promise<Outcome<T>>;

/** The calls that one lab is answering at this moment. */
export interface CallsUnderWay {
  /** A handler whose calls are counted, aborted when the lab ends, and from then on answered with `cancelled`. */
  readonly counted: <I, T>(verb: string, handler: Handler<I, T>) => Handler<I, T>;
  /** Begins nothing more, aborts what is under way, and waits for it: `limitMs` at most. */
  readonly close: (limitMs: number) => Promise<void>;
}

export const createCallsUnderWay = (): CallsUnderWay => {
  const underWay = new Set<Promise<unknown>>();
  const ending = new AbortController();

  return {
    counted: (verb, handler) => async (input, context) => {
      if (ending.signal.aborted) return fail(labFailure('cancelled', { thing: verb }));
      const call = handler(input, { ...context, signal: AbortSignal.any([context.signal, ending.signal]) });
      underWay.add(call);
      try {
        return await call;
      } finally {
        underWay.delete(call);
      }
    },
    close: async (limitMs) => {
      ending.abort();
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, limitMs);
      });
      await Promise.race([Promise.allSettled(underWay), limit]);
      clearTimeout(timer);
    },
  };
};
