import { expect, test } from 'vitest';
import type { PageCommand } from '../../../renderer/commands/command.ts';
import { Remapping } from '../../../renderer/keyboard/remapping.svelte.ts';
import { Settings } from '../../../renderer/state/settings.svelte.ts';
import { memoryStorage } from './page.ts';

const command = (id: string, key?: string) => ({
  id,
  title: { en: id, ja: id },
  ...(key && { key }),
  run: () => undefined,
});
const save = command('save', 'Ctrl+S');
const run = command('run', 'F5');

const none = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
const press = (key: string, ctrlKey = false) => ({ ...none, key, ctrlKey });

const opened = (storage = memoryStorage(), commands: readonly PageCommand[] = [save, run]) => {
  const settings = new Settings(storage, []);
  return { settings, storage, remapping: new Remapping(commands, settings) };
};

test('the next key pressed is the command’s, and is remembered', () => {
  const { remapping, settings, storage } = opened();
  remapping.start(run);
  expect(remapping.press(press('r', true))).toBe(true);
  expect(settings.keys).toEqual({ run: 'Ctrl+R' });
  expect(remapping.command).toBeUndefined();
  expect(new Settings(storage, []).keys).toEqual({ run: 'Ctrl+R' });
});

test('a key that another command has is named before it is taken', () => {
  const { remapping, settings } = opened();
  remapping.start(run);
  remapping.press(press('s', true));
  expect(remapping.conflict).toEqual({ key: 'Ctrl+S', other: save });
  expect(settings.keys).toEqual({});
  remapping.take();
  expect(settings.keys).toEqual({ run: 'Ctrl+S', save: null });
});

test('Escape leaves the key as it is, and a modifier alone is waited beyond', () => {
  const { remapping, settings } = opened();
  remapping.start(run);
  expect(remapping.press(press('Control', true))).toBe(true);
  expect(remapping.command).toBe(run);
  remapping.press(press('Escape'));
  expect(remapping.command).toBeUndefined();
  expect(settings.keys).toEqual({});
});

test('a key that is needed for typing is refused', () => {
  const { remapping, settings } = opened();
  remapping.start(run);
  remapping.press(press('r'));
  expect(remapping.unfit).toBe('R');
  expect(settings.keys).toEqual({});
});

test('no key is taken while none is awaited', () => {
  expect(opened().remapping.press(press('r', true))).toBe(false);
});

test('the usual key comes back, unless another command has it now', () => {
  const { remapping, settings } = opened();
  settings.setKeys({ run: 'Ctrl+S', save: null });
  remapping.backToUsual(save);
  expect(remapping.conflict?.other).toBe(run);
  remapping.stop();
  remapping.backToUsual(run);
  expect(settings.keys).toEqual({ save: null });
  remapping.backToUsual(save);
  expect(settings.keys).toEqual({});
});

test('the last key that leads out of a terminal is not taken from its command', () => {
  const next: PageCommand = { ...command('next', 'F6'), leavesTerminal: true };
  const previous: PageCommand = { ...command('previous', 'F7'), leavesTerminal: true };
  const { remapping, settings } = opened(memoryStorage(), [run, next, previous]);
  remapping.start(run);
  remapping.press(press('F6'));
  remapping.take();
  expect(settings.keys).toEqual({ run: 'F6', next: null });
  remapping.start(run);
  remapping.press(press('F7'));
  expect(remapping.trapping).toBe('F7');
  remapping.take();
  expect(settings.keys).toEqual({ run: 'F6', next: null });
  remapping.start(next);
  remapping.press(press('F7'));
  remapping.take();
  expect(settings.keys).toEqual({ run: 'F6', next: 'F7', previous: null });
});
