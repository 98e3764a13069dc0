import { expect, test } from 'vitest';
import { allCommands } from '../../../renderer/commands/all.ts';
import { commandsOfKey, conflictOf, keyOf } from '../../../renderer/commands/find.ts';
import { canBeCommand, keyOfPress } from '../../../renderer/commands/key.ts';
import type { KeyPress } from '../../../renderer/commands/key.ts';

const press = (key: string, more: Partial<KeyPress> = {}) =>
  keyOfPress({
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    ...more,
  });

test('no two commands have one id', () => {
  const ids = allCommands.map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test('no two commands have one key in one pane', () => {
  const conflicts = allCommands.flatMap((command) => {
    const other = command.key && conflictOf(allCommands, command, command.key, {});
    return other ? [`${command.id} and ${other.id}`] : [];
  });
  expect(conflicts).toEqual([]);
});

test('every usual key is written as a press of it is named', () => {
  const parts = (key: string) => key.split('+');
  const wrong = allCommands.filter(({ key }) => {
    if (key === undefined) return false;
    const modifiers = parts(key).slice(0, -1);
    const pressed = press(parts(key).at(-1) ?? '', {
      ctrlKey: modifiers.includes('Ctrl'),
      altKey: modifiers.includes('Alt'),
      shiftKey: modifiers.includes('Shift'),
    });
    return pressed !== key;
  });
  expect(wrong.map(({ id, key }) => `${id}: ${String(key)}`)).toEqual([]);
});

test('every command has a title in both languages', () => {
  expect(allCommands.filter(({ title }) => title.en === '' || title.ja === '')).toEqual([]);
});

test('a press is named with its modifiers', () => {
  expect(press('s', { ctrlKey: true })).toBe('Ctrl+S');
  expect(press('S', { metaKey: true })).toBe('Ctrl+S');
  expect(press('P', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+P');
  expect(press('F5', { shiftKey: true })).toBe('Shift+F5');
  expect(press(' ', { ctrlKey: true })).toBe('Ctrl+Space');
  expect(press('Shift', { shiftKey: true })).toBeUndefined();
});

test('a backquote is one key, with Shift on a Japanese keyboard and without on an American one', () => {
  expect(press('`', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+`');
  expect(press('`', { ctrlKey: true })).toBe('Ctrl+`');
  expect(press('Dead', { ctrlKey: true, code: 'Backquote' })).toBe('Ctrl+`');
});

test('on a layout without Latin letters a key is told by its place', () => {
  expect(press('ы', { ctrlKey: true, code: 'KeyS' })).toBe('Ctrl+S');
});

test('what an input method takes is no key of the page', () => {
  expect(press('s', { ctrlKey: true, isComposing: true })).toBeUndefined();
  expect(press('Process')).toBeUndefined();
});

test('a key that types or moves cannot be a command’s', () => {
  expect(['a', 'Shift+A', 'Enter', 'Tab', 'Shift+Tab', 'ArrowLeft', 'Escape'].filter(canBeCommand)).toEqual(
    [],
  );
  expect(
    ['F8', 'Shift+F6', 'Ctrl+S', 'Alt+ArrowLeft', 'Ctrl+Alt+Shift+K', 'Ctrl+.'].every(canBeCommand),
  ).toBe(true);
});

const command = (id: string, key: string, within?: string) => ({
  id,
  title: { en: id, ja: id },
  key,
  ...(within && { within }),
  run: () => undefined,
});
const everywhere = command('everywhere', 'Ctrl+F');
const packets = command('packets', 'Ctrl+F', 'packets');
const commands = [everywhere, packets, command('history', 'Ctrl+F', 'history')];

test('within a pane its own command comes before the one that counts everywhere', () => {
  const ids = (pane?: string) => commandsOfKey(commands, 'Ctrl+F', pane, {}).map(({ id }) => id);
  expect(ids('packets')).toEqual(['packets', 'everywhere']);
  expect(ids('editor')).toEqual(['everywhere']);
  expect(ids()).toEqual(['everywhere']);
});

test('a chosen key replaces the usual one, and can be none', () => {
  expect(keyOf(packets, { packets: 'F9' })).toBe('F9');
  expect(keyOf(packets, { packets: null })).toBeUndefined();
  expect(commandsOfKey(commands, 'Ctrl+F', 'packets', { packets: null })).toEqual([everywhere]);
  expect(conflictOf(commands, everywhere, 'Ctrl+F', {})).toBeUndefined();
  expect(conflictOf(commands, everywhere, 'F9', { packets: 'F9' })).toBeUndefined();
  expect(conflictOf([everywhere, command('other', 'F9')], everywhere, 'F9', {})?.id).toBe('other');
});
