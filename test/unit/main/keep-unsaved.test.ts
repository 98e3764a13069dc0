import type { App, BrowserWindow as Window } from 'electron';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { keepUnsaved } from '../../../main/keep-unsaved.ts';
import { endInOrder } from '../../../main/quit.ts';
import { wordsOf } from '../../../main/words.ts';
import { app, BrowserWindow, dialog, forget } from '../../support/fake-electron.ts';
import { forgetSignals } from './signals.ts';

vi.mock('electron', () => import('../../support/fake-electron.ts'));
beforeEach(forget);

const stay = 0;
const lose = 1;

/** A window whose page objects to being closed, with the app's real end. */
const objecting = (locale = 'en-GB') => {
  forgetSignals();
  const ending = endInOrder(app as unknown as App, {
    disconnect: () => undefined,
    dispose: () => Promise.resolve(),
  });
  const window = new BrowserWindow({ x: 0, y: 0, width: 1, height: 1 });
  keepUnsaved(window as unknown as Window, { words: wordsOf(locale), ending });
  return window;
};

const goes = (window: BrowserWindow): boolean => !window.webContents.may('will-prevent-unload', {});

describe('a page that could not keep what was typed', () => {
  test('stays where the learner stays', () => {
    const window = objecting();
    dialog.showMessageBoxSync.mockReturnValue(stay);
    expect(goes(window)).toBe(false);
    expect(dialog.showMessageBoxSync).toHaveBeenCalledOnce();
  });

  test('goes where the learner would rather lose it', () => {
    const window = objecting();
    dialog.showMessageBoxSync.mockReturnValue(lose);
    expect(goes(window)).toBe(true);
  });

  test('stays where the question is sent away unanswered', () => {
    objecting().webContents.may('will-prevent-unload', {});
    expect(dialog.showMessageBoxSync.mock.calls[0]?.[1]).toMatchObject({ cancelId: stay, defaultId: stay });
  });

  test('goes without a question where a signal ends the app', () => {
    const window = objecting();
    process.emit('SIGTERM');
    expect(goes(window)).toBe(true);
    expect(dialog.showMessageBoxSync).not.toHaveBeenCalled();
  });

  test('is not taken for one that hangs, however long the learner stays', async () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const window = objecting();
    app.emit('before-quit', {});
    goes(window);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(app.exit).not.toHaveBeenCalled();
    app.emit('before-quit', {});
    await vi.advanceTimersByTimeAsync(60_000);
    expect(app.exit.mock.calls).toEqual([[1]]);
  });

  test.each([
    ['en-GB', 'Stay'],
    ['ja', '戻る'],
  ])('is asked about in the desktop’s language (%s)', (locale, first) => {
    goes(objecting(locale));
    expect(dialog.showMessageBoxSync.mock.calls[0]?.[1]).toMatchObject({
      buttons: [first, expect.any(String)],
    });
  });
});
