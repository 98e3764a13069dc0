/** Runs one job at a time, in the order asked; a failed job does not hold up the next. */
export const createTurns = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(job: () => Promise<T>): Promise<T> => {
    const turn = last.then(job, job);
    last = turn.catch(() => undefined);
    return turn;
  };
};

/** Runs jobs on the same name one after another, in the order asked; jobs on different names side by side. */
export type TurnsByName = <T>(name: string, job: () => Promise<T>) => Promise<T>;

/** Turns for each name, kept only while somebody has one. */
export const createTurnsByName = (): TurnsByName => {
  const last = new Map<string, Promise<unknown>>();
  return async (name, job) => {
    const before = last.get(name);
    // Whoever was before has told its own caller how it ended.
    const mine = (before ?? Promise.resolve()).then(job, job);
    last.set(name, mine);
    try {
      return await mine;
    } finally {
      if (last.get(name) === mine) last.delete(name);
    }
  };
};
