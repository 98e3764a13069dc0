import type { Lab } from '../state/lab.svelte.ts';

/** Puts the code that is looked at in the history back, after a snapshot of the code now, which is saved first. */
export const putBack = async (lab: Lab): Promise<void> => {
  const { history, lessons, reveal, work } = lab;
  const { first } = history;
  const { key } = lessons;
  if (!first || !(await work.save())) return;
  const files = await history.restore(first);
  if (!files || lessons.key !== key) return;
  reveal.close();
  work.replaceAll(files);
};
