/** Runs jobs of which only the newest of a name counts: a newer one aborts the signal of the one before. */
export type Latest = <T>(
  name: string,
  signal: AbortSignal,
  job: (signal: AbortSignal) => Promise<T>,
) => Promise<T>;

export const createLatest = (): Latest => {
  const running = new Map<string, AbortController>();
  return async (name, signal, job) => {
    running.get(name)?.abort();
    const mine = new AbortController();
    running.set(name, mine);
    try {
      return await job(AbortSignal.any([signal, mine.signal]));
    } finally {
      if (running.get(name) === mine) running.delete(name);
    }
  };
};
