import type { Lab } from '../state/lab.svelte.ts';

/** Whether the solution is offered by itself: after enough tries, or once the assignment was passed. */
export const isOffered = ({ lessons }: Lab): boolean => {
  const { assignment, key, tries } = lessons;
  return Boolean(assignment && key && (tries >= assignment.revealAfter || lessons.passed(key)));
};

/** Opens the solution beside the code; earlier than it is offered, the learner is asked first. */
export const askReveal = async (lab: Lab): Promise<void> => {
  const { lessons, reveal } = lab;
  if (!lessons.key || reveal.shown) return;
  if (isOffered(lab)) await reveal.open(lessons.key);
  else reveal.asking = true;
};
