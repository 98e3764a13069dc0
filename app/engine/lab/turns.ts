/** Runs jobs on the same name one after another, in the order asked; jobs on different names side by side. */
export type Turns = <T>(name: string, job: () => Promise<T>) => Promise<T>;

export const createTurns = (): Turns => {
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
