/** Runs jobs on the same name one after another, in the order asked; jobs on different names side by side. */
export interface TurnsByName {
  readonly run: <T>(name: string, job: () => Promise<T>) => Promise<T>;
  /** Waits for what has begun; what still waits for its turn never begins, and rejects. */
  readonly close: () => Promise<void>;
}

const settled = (job: Promise<unknown>): Promise<void> =>
  job.then(
    () => undefined,
    () => undefined,
  );

export const createTurnsByName = (): TurnsByName => {
  const last = new Map<string, Promise<void>>();
  const underWay = new Set<Promise<void>>();
  let closed = false;

  const begin = <T>(job: () => Promise<T>): Promise<T> => {
    if (closed) return Promise.reject(new Error('The lab has ended.'));
    const running = job();
    const end = settled(running);
    underWay.add(end);
    void end.then(() => underWay.delete(end));
    return running;
  };

  return {
    run: (name, job) => {
      const before = last.get(name) ?? Promise.resolve();
      const mine = before.then(() => begin(job));
      const end = settled(mine);
      last.set(name, end);
      void end.then(() => {
        if (last.get(name) === end) last.delete(name);
      });
      return mine;
    },
    close: async () => {
      closed = true;
      await Promise.all(underWay);
    },
  };
};
