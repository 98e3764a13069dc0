import type { PageCommand } from '../commands/command.ts';
import type { Lab } from '../state/lab.svelte.ts';

const isOpen = (lab: Lab): boolean => lab.lessons.key !== undefined;

const goToStep = async (lab: Lab, by: -1 | 1): Promise<void> => {
  const step = lab.lessons.neighbour(by);
  if (step) await lab.lessons.visit(step);
};

/** What can be asked of the lessons. */
export const lessonCommands: readonly PageCommand[] = [
  {
    id: 'step.previous',
    title: { en: 'Previous step', ja: '前のステップ' },
    key: 'Alt+ArrowLeft',
    possible: isOpen,
    run: (lab) => goToStep(lab, -1),
  },
  {
    id: 'step.next',
    title: { en: 'Next step', ja: '次のステップ' },
    key: 'Alt+ArrowRight',
    possible: isOpen,
    run: (lab) => goToStep(lab, 1),
  },
  {
    id: 'lesson.next',
    title: { en: 'Open the next assignment', ja: '次の課題を開く' },
    possible: ({ lessons }) => lessons.next() !== undefined,
    run: async (lab) => {
      const next = lab.lessons.next();
      if (next) await lab.open(next);
    },
  },
];
