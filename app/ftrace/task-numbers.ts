/** A row has 16 bits for its task; later ones share the last number. */
const lastTask = 0xffff;
const unnamed = '…';

/** Gives the names of tasks numbers from 0, so that a row need not repeat a name. */
export const createTaskNumbers = () => {
  const numbers = new Map<string, number>();
  let news: { task: number; name: string }[] = [];
  return {
    of: (name: string): number => {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      if (numbers.size > lastTask) return lastTask;
      const task = numbers.size;
      const shown = task === lastTask ? unnamed : name;
      numbers.set(shown, task);
      news.push({ task, name: shown });
      return task;
    },
    /** The names that are new since the last time this was asked. */
    takeNew: (): { task: number; name: string }[] => {
      const taken = news;
      news = [];
      return taken;
    },
  };
};
