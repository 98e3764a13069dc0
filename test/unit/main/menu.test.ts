import type { MenuItemConstructorOptions } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import { replaceMenu } from '../../../main/menu.ts';
import { wordsOf } from '../../../main/words.ts';
import { forget, Menu } from '../../support/fake-electron.ts';

vi.mock('electron', () => import('../../support/fake-electron.ts'));
beforeEach(forget);

const items = (developerTools = false, locale = 'en-GB'): MenuItemConstructorOptions[] => {
  replaceMenu(wordsOf(locale), { developerTools });
  const [template = []] = Menu.setApplicationMenu.mock.calls[0] ?? [];
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? item.submenu : [])]);
};

test('the keys of editing are the page’s, which has an editor and a terminal', () => {
  const ofEditing = items().filter(({ role }) =>
    ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'].includes(role ?? ''),
  );
  expect(ofEditing).toHaveLength(6);
  for (const { registerAccelerator } of ofEditing) expect(registerAccelerator).toBe(false);
});

test('no item reloads or closes, also not by a role’s own key', () => {
  const roles = items(true).map(({ role }) => role);
  for (const role of ['reload', 'forceReload', 'close', 'windowMenu', 'viewMenu', 'fileMenu', 'minimize']) {
    expect(roles).not.toContain(role);
  }
});

test('text can be copied and pasted by it', () => {
  const roles = items().map(({ role }) => role);
  for (const role of ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll']) expect(roles).toContain(role);
});

test('developer tools are in it only where there are some', () => {
  expect(items(true).map(({ role }) => role)).toContain('toggleDevTools');
  forget();
  expect(items(false).map(({ role }) => role)).not.toContain('toggleDevTools');
});

test('it speaks the desktop’s language', () => {
  expect(items(false, 'ja').map(({ label }) => label)).toContain('貼り付け');
  forget();
  expect(items(false, 'de').map(({ label }) => label)).toContain('Paste');
});
