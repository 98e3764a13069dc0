import type { PageCommand } from '../commands/command.ts';
import { focusPane } from '../commands/focus.ts';
import type { Lab } from '../state/lab.svelte.ts';
import type { Wish } from '../state/terminals.svelte.ts';

const shell: Wish = { profile: { kind: 'shell' } };

/** A terminal inside the environment of the open assignment; undefined while none is open. */
export const insideWish = ({ lessons }: Lab): Wish | undefined => {
  const environment = lessons.assignment?.environment;
  return environment && { profile: { kind: 'namespace', environment: environment.name }, environment };
};

const toggle = async (lab: Lab): Promise<void> => {
  const { settings, terminals } = lab;
  if (document.activeElement?.closest('.xterm')) {
    settings.toggle('bottom');
    focusPane('editor');
    return;
  }
  settings.showTab('terminal');
  if (terminals.active) terminals.show(terminals.active);
  else await terminals.open(shell);
};

const linkShown = ({ active }: Lab['terminals']) => active?.screen?.lastLink();

/** What a learner can ask of the terminals. */
export const terminalCommands: readonly PageCommand[] = [
  {
    id: 'terminal.toggle',
    title: { en: 'Show or hide the terminal', ja: '端末の表示を切り替える' },
    key: 'Ctrl+`',
    inTerminal: true,
    run: toggle,
  },
  {
    id: 'terminal.new',
    title: { en: 'Terminal: new shell', ja: '端末: 新しいシェル' },
    run: (lab) => {
      lab.settings.showTab('terminal');
      return lab.terminals.open(shell);
    },
  },
  {
    id: 'terminal.inside',
    title: { en: 'Terminal: new shell inside the namespace', ja: '端末: 名前空間の中で新しいシェル' },
    possible: (lab) => insideWish(lab) !== undefined,
    run: async (lab) => {
      const wish = insideWish(lab);
      if (!wish) return;
      lab.settings.showTab('terminal');
      await lab.terminals.open(wish);
    },
  },
  {
    id: 'terminal.open-link',
    title: { en: 'Terminal: open the last link shown', ja: '端末: 表示中の最後のリンクを開く' },
    key: 'Ctrl+Shift+O',
    inTerminal: true,
    within: 'terminal',
    possible: ({ terminals }) => linkShown(terminals) !== undefined,
    run: ({ terminals }) => {
      linkShown(terminals)?.();
    },
  },
  {
    id: 'terminal.close',
    title: { en: 'Terminal: close', ja: '端末: 閉じる' },
    possible: ({ terminals }) => terminals.active !== undefined,
    run: async ({ terminals }) => {
      if (terminals.active) await terminals.close(terminals.active);
    },
  },
  {
    id: 'terminal.screen-reader',
    title: {
      en: 'Terminal: read output to screen readers, or stop',
      ja: '端末: 出力のスクリーンリーダー対応を切り替える',
    },
    run: ({ settings }) => {
      settings.setScreenReader(!settings.screenReader);
    },
  },
];
