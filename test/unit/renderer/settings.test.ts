import { expect, test } from 'vitest';
import { Settings, paneLimits } from '../../../renderer/state/settings.svelte.ts';
import { memoryStorage } from './page.ts';

const key = 'xdp-lab.settings';

test('the language is the browser’s until one is chosen', () => {
  const storage = memoryStorage();
  expect(new Settings(storage, ['ja-JP', 'en']).language).toBe('ja');
  expect(new Settings(storage, ['de', 'ja']).language).toBe('en');
  new Settings(storage, ['en']).setLanguage('ja');
  expect(new Settings(storage, ['en']).language).toBe('ja');
});

test('theme, tab and panes are remembered', () => {
  const storage = memoryStorage();
  const settings = new Settings(storage, []);
  settings.setTheme('dark');
  settings.showTab('commands');
  settings.resize('lesson', 40);
  settings.toggle('side');
  const later = new Settings(storage, []);
  expect(later).toMatchObject({ theme: 'dark', tab: 'commands' });
  expect(later.panes.lesson).toEqual({ size: 40, open: true });
  expect(later.panes.side.open).toBe(false);
});

test('a pane stays within its limits', () => {
  const settings = new Settings(memoryStorage(), []);
  settings.resize('lesson', 99);
  expect(settings.panes.lesson.size).toBe(paneLimits.lesson.max);
  settings.resize('lesson', -1);
  expect(settings.panes.lesson.size).toBe(paneLimits.lesson.min);
});

test.each(['not JSON', 'null', '[]', '{"theme":"neon","lesson":{"size":1e9,"open":true},"language":"xx"}'])(
  'settings that cannot be used fall back: %s',
  (kept) => {
    const settings = new Settings(memoryStorage({ [key]: kept }), []);
    expect(settings).toMatchObject({ theme: 'system', language: 'en', tab: 'checks' });
    expect(settings.panes.lesson).toEqual({ size: paneLimits.lesson.usual, open: true });
  },
);

test('what can be used of the settings is used', () => {
  const settings = new Settings(memoryStorage({ [key]: '{"theme":"dark","tab":7}' }), []);
  expect(settings).toMatchObject({ theme: 'dark', tab: 'checks' });
});
