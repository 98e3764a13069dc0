import type { PageCommand } from '../commands/command.ts';

/** What can be asked of the palette. */
export const paletteCommands: readonly PageCommand[] = [
  {
    id: 'palette.places',
    title: { en: 'Go to a lesson or a file', ja: 'レッスンやファイルへ移動' },
    key: 'Ctrl+P',
    run: ({ dialogs }) => {
      dialogs.show('places');
    },
  },
  {
    id: 'palette.commands',
    title: { en: 'All commands', ja: 'すべてのコマンド' },
    key: 'Ctrl+Shift+P',
    inTerminal: true,
    run: ({ dialogs }) => {
      dialogs.show('commands');
    },
  },
  {
    id: 'palette.help',
    title: { en: 'What can be done here', ja: 'できることの一覧' },
    key: 'F1',
    run: ({ dialogs }) => {
      dialogs.show('commands');
    },
  },
];
