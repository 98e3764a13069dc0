import type { PageCommand } from '../commands/command.ts';

/** What can be asked of the list of keys. */
export const keyboardCommands: readonly PageCommand[] = [
  {
    id: 'keyboard.show',
    title: { en: 'Keyboard: list and change keys', ja: 'キーボード: キーの一覧と変更' },
    run: ({ dialogs }) => {
      dialogs.show('keyboard');
    },
  },
];
