import type { Outcome } from '../contract/index.ts';

/** Something made on first use and then kept, for as long as it is good. */
export interface KeptOnce<T> {
  /** Answers what is there, or makes it; what failed to be made is tried again the next time. */
  readonly get: () => Promise<Outcome<T>>;
  /** Waits for a making that is under way, however it ends. */
  readonly settled: () => Promise<void>;
}

/** Keeps the success of `make` until the `gone` it is given is called. */
export const keepOnce = <T>(make: (gone: () => void) => Promise<Outcome<T>>): KeptOnce<T> => {
  let kept: Promise<Outcome<T>> | undefined;

  const begin = (): Promise<Outcome<T>> => {
    const forget = (): void => {
      if (kept === mine) kept = undefined;
    };
    const mine = make(forget);
    mine.then((made) => {
      if (!made.ok) forget();
    }, forget);
    return mine;
  };

  return {
    get: () => (kept ??= begin()),
    settled: async () => {
      await Promise.allSettled([kept]);
    },
  };
};
