/** Runs one job at a time, in the order asked; a failed job does not hold up the next. */
export const createTurns = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(job: () => Promise<T>): Promise<T> => {
    const turn = last.then(job, job);
    last = turn.catch(() => undefined);
    return turn;
  };
};
