import { expect, test, vi } from 'vitest';
import { replaceMenu } from '../../../main/menu.ts';
import { wordsOf } from '../../../main/words.ts';
import { allCommands } from '../../../renderer/commands/all.ts';
import { Menu } from '../../support/fake-electron.ts';

vi.mock('electron', () => import('../../support/fake-electron.ts'));

/** The keys that the menu takes before the page hears of them, as the page's commands name theirs. */
const takenByMenu = (): string[] => {
  replaceMenu(wordsOf('en-GB'), { developerTools: true });
  const [template = []] = Menu.setApplicationMenu.mock.calls[0] ?? [];
  return template
    .flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
    .filter(({ registerAccelerator }) => registerAccelerator !== false)
    .flatMap(({ accelerator }) => accelerator?.replace(/\bPlus$/, '+') ?? []);
};

test('the window’s menu takes no key of the page’s commands', () => {
  const taken = takenByMenu();
  expect(taken).toContain('F11');
  const keys = allCommands.flatMap(({ key }) => key ?? []);
  expect(keys).toContain('F12');
  expect(keys.filter((key) => taken.includes(key))).toEqual([]);
});
