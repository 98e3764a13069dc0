import { problemsOf } from '../editor/problems.ts';
import type { Lab } from '../state/lab.svelte.ts';
import type { PageCommand } from './keys.ts';

const goToStep = async (lab: Lab, by: -1 | 1): Promise<void> => {
  const step = lab.lessons.neighbour(by);
  if (step) await lab.lessons.visit(step);
};

/** Moves the focus to the next pane that takes it, from left to right and down. */
const cyclePanes = (): void => {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + 1) % panes.length];
  (next?.querySelector<HTMLElement>('.cm-content, [data-first-focus]') ?? next)?.focus();
};

/** Does what a key asked for. */
export const obey = async (command: PageCommand, lab: Lab): Promise<void> => {
  const [problem] = lab.check.report ? problemsOf(lab.check.report) : [];
  switch (command) {
    case 'save':
      return lab.save();
    case 'run':
      return lab.run();
    case 'stop':
      lab.check.stop();
      return;
    case 'problem':
      if (problem) lab.goTo(problem.path, problem.line, problem.column);
      return;
    case 'hint':
      lab.settings.showTab('checks');
      lab.check.hintShown = !lab.check.hintShown;
      return;
    case 'previous-step':
      return goToStep(lab, -1);
    case 'next-step':
      return goToStep(lab, 1);
    case 'lesson-pane':
      lab.settings.toggle('lesson');
      return;
    case 'bottom-pane':
      lab.settings.toggle('bottom');
      return;
    case 'cycle-panes':
      cyclePanes();
  }
};
