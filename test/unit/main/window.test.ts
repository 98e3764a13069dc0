import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { firstBounds, fitInto } from '../../../main/window-state.ts';
import { openWindow } from '../../../main/window.ts';
import { BrowserWindow, deniable, forget } from '../../support/fake-electron.ts';
import { scratchFolder } from '../../support/scratch.ts';

vi.mock('electron', () => import('../../support/fake-electron.ts'));
beforeEach(forget);

const scratch = scratchFolder();
const desk = { x: 0, y: 0, width: 1920, height: 1040 };

const opened = (statePath = join(scratch.folder, 'none.json'), developerTools = false): BrowserWindow => {
  openWindow({ preload: '/app/preload.cjs', icon: '/app/icon.png', statePath, developerTools });
  const window = BrowserWindow.all.at(-1);
  if (!window) throw new Error('there is no window');
  return window;
};

describe('the window', () => {
  test('shows the page isolated, in the sandbox, without Node', () => {
    const window = opened();
    expect(window.address).toBe('app://lab/');
    expect(window.options['webPreferences']).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
    });
  });

  test('appears when there is something to see', () => {
    const window = opened();
    expect(window.shown).toBe(false);
    window.emit('ready-to-show');
    expect(window.shown).toBe(true);
  });

  test('comes back where it was', () => {
    const path = join(scratch.folder, 'new-folder', 'window.json');
    const first = opened(path);
    first.bounds = { x: 100, y: 50, width: 1000, height: 700 };
    first.maximised = true;
    first.emit('close', deniable({}));
    const second = opened(path);
    expect(second.bounds).toEqual(first.bounds);
    expect(second.maximised).toBe(true);
    expect(readFileSync(path, 'utf8')).not.toContain('half');
  });

  test.each([
    ['is no JSON', '{'],
    ['is something else', '[]'],
    ['has a hole', '{"bounds":{"x":1,"y":2,"width":3},"maximised":false}'],
    ['has no number in it', '{"bounds":{"x":null,"y":0,"width":900,"height":600},"maximised":false}'],
  ])('opens in the usual place where the record %s', (_what, text) => {
    expect(opened(scratch.file('broken.json', text)).bounds).toEqual(firstBounds(desk));
  });

  test('closes also where its place cannot be kept', () => {
    const path = join(scratch.file('a-file', ''), 'window.json');
    opened(path).emit('close', deniable({}));
    expect(existsSync(path)).toBe(false);
  });

  test('whose display is gone comes back onto one that is there', () => {
    const state = { bounds: { x: 4000, y: -900, width: 1000, height: 700 }, maximised: false };
    const window = opened(scratch.file('far.json', JSON.stringify(state)));
    expect(window.bounds).toEqual({ x: 920, y: 0, width: 1000, height: 700 });
  });
});

describe('fitting bounds into a display', () => {
  test.each([
    [
      'stay as they are',
      { x: 10, y: 20, width: 800, height: 600 },
      { x: 10, y: 20, width: 800, height: 600 },
    ],
    ['shrink to it', { x: 0, y: 0, width: 9000, height: 9000 }, desk],
    [
      'grow to what can be used',
      { x: 0, y: 0, width: 1, height: 1 },
      { x: 0, y: 0, width: 720, height: 480 },
    ],
  ])('they %s', (_what, bounds, fitted) => {
    expect(fitInto(desk, bounds)).toEqual(fitted);
  });

  test('a first window is in the middle, and no larger than a small display', () => {
    expect(firstBounds(desk)).toEqual({ x: 240, y: 70, width: 1440, height: 900 });
    const small = { x: 5, y: 5, width: 640, height: 400 };
    expect(firstBounds(small)).toEqual(small);
    expect(fitInto(small, desk)).toEqual(small);
  });
});
