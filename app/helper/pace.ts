import { succeed, type Outcome } from '../contract/index.ts';

/**
 * Calls `beat` every `intervalMs` on average: whoever is late by a twentieth of it waits less the next time, and beats that
 * are wholly missed are left out. Returns what ends it.
 *
 * Mostly one timer is started again: a new one for each beat, with a promise, costs more than reading five counters.
 */
export const keepPace = (intervalMs: number, beat: () => void): (() => void) => {
  let dueAt = performance.now() + intervalMs;
  let early: NodeJS.Timeout | undefined;
  let now: NodeJS.Immediate | undefined;
  let ended = false;

  const again = (): void => {
    const lateMs = Math.max(0, performance.now() - dueAt);
    dueAt += intervalMs * (1 + Math.floor(lateMs / intervalMs));
    if (lateMs <= intervalMs / 20) {
      steady.refresh();
      return;
    }
    const waitMs = Math.round(dueAt - performance.now());
    // A timer waits whole milliseconds: for less than half a one, others have their turn, and on it goes.
    if (waitMs < 1) now = setImmediate(onTime);
    else early = setTimeout(onTime, waitMs);
  };
  const onTime = (): void => {
    beat();
    if (!ended) again();
  };
  const steady = setTimeout(onTime, intervalMs);
  return () => {
    ended = true;
    clearTimeout(steady);
    clearTimeout(early);
    clearImmediate(now);
  };
};

/** One step of something that is done again and again; undefined where it was done at once, as nearly all of them are. */
export type Step = Promise<Outcome<void>> | undefined;

/**
 * Takes each step at its own pace, the first of them also at once, and never two at a time: one that falls into another is
 * left out. Ends with the first failure, when it is enough, or with `signal`.
 */
export const keepStepping = ({
  steps,
  isEnough,
  signal,
}: {
  readonly steps: readonly { readonly intervalMs: number; readonly step: () => Step }[];
  readonly isEnough: () => boolean;
  readonly signal: AbortSignal;
}): Promise<Outcome<void>> => {
  if (signal.aborted) return Promise.resolve(succeed(undefined));
  const stops: (() => void)[] = [];
  const ended = new Promise<Outcome<void>>((resolve, reject) => {
    let under: Step;
    const after = (outcome: Outcome<void>): void => {
      under = undefined;
      if (!outcome.ok || isEnough() || signal.aborted) resolve(outcome);
    };
    const take = (step: () => Step): void => {
      if (under) return;
      try {
        under = step();
      } catch (error) {
        // Within a timer it would end the process, and here the watch alone.
        reject(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      if (under) under.then(after, reject);
      else after(succeed(undefined));
    };
    signal.addEventListener(
      'abort',
      () => {
        if (!under) resolve(succeed(undefined));
      },
      { once: true },
    );
    for (const { intervalMs, step } of steps) {
      stops.push(
        keepPace(intervalMs, () => {
          take(step);
        }),
      );
    }
    const [first] = steps;
    if (first) take(first.step);
  });
  return ended.finally(() => {
    for (const stop of stops) stop();
  });
};
