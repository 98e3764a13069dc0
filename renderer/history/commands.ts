import type { PageCommand } from '../commands/command.ts';
import type { Lab } from '../state/lab.svelte.ts';

const isOpen = ({ lessons }: Lab): boolean => lessons.key !== undefined;

/** What can be asked of an assignment's past. */
export const historyCommands: readonly PageCommand[] = [
  {
    id: 'history.snapshot',
    title: { en: 'Make a snapshot of my code', ja: 'コードのスナップショットを作成' },
    possible: isOpen,
    run: async ({ failures, history, lessons, link, settings, work }) => {
      const { key } = lessons;
      if (!key || !(await work.save())) return;
      const made = failures.take(await link.call('workspace.snapshot', { ...key, reason: 'asked' }));
      if (!made) return;
      history.kept(key, made);
      settings.showTab('history');
    },
  },
];
