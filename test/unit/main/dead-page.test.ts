import type { BrowserWindow as Window } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { reviveDeadPage } from '../../../main/dead-page.ts';
import { wordsOf } from '../../../main/words.ts';
import { BrowserWindow, dialog, forget } from '../../support/fake-electron.ts';

vi.mock('electron', () => import('../../support/fake-electron.ts'));
beforeEach(forget);

const opened = () => {
  const window = new BrowserWindow({ x: 0, y: 0, width: 1, height: 1 });
  reviveDeadPage(window as unknown as Window, wordsOf('en-GB'));
  return window;
};

/** The second button of each question; the first leaves things as they are. */
const loadAgain = 1;

/** Everything that is done at once, or by the learner's answer, has been done. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const dies = async ({ webContents }: BrowserWindow, reason = 'crashed') => {
  webContents.emit('render-process-gone', {}, { reason });
  await settled();
};

const hangs = async (window: BrowserWindow) => {
  window.emit('unresponsive');
  await settled();
};

const answer = (response: number) => {
  dialog.showMessageBox.mockResolvedValue({ response });
};

/** A question that stays open until it is answered, or sent away by its own signal, which counts as the first button. */
const openQuestion = () => {
  dialog.showMessageBox.mockImplementation(
    (_window, { signal }) =>
      new Promise((resolve) => {
        signal?.addEventListener('abort', () => {
          resolve({ response: 0 });
        });
      }),
  );
};

describe('a page that died', () => {
  test.each(['crashed', 'oom', 'killed', 'abnormal-exit', 'launch-failed'])(
    '(%s) is loaded again',
    async (reason) => {
      const window = opened();
      await dies(window, reason);
      expect(window.webContents.reload).toHaveBeenCalledOnce();
      expect(dialog.showMessageBox).not.toHaveBeenCalled();
    },
  );

  test('is not loaded for ever: the second time the learner is asked', async () => {
    const window = opened();
    answer(loadAgain);
    await dies(window);
    await dies(window);
    expect(dialog.showMessageBox).toHaveBeenCalledOnce();
    expect(window.webContents.reload).toHaveBeenCalledTimes(2);
    expect(window.close).not.toHaveBeenCalled();
  });

  test('leaves no dead window where the learner gives up', async () => {
    const window = opened();
    answer(0);
    await dies(window);
    await dies(window);
    expect(window.webContents.reload).toHaveBeenCalledOnce();
    expect(window.close).toHaveBeenCalledOnce();
  });

  test('stays away where it ended by itself, or with its window', async () => {
    const window = opened();
    await dies(window, 'clean-exit');
    window.destroyed = true;
    await dies(window);
    expect(window.webContents.reload).not.toHaveBeenCalled();
  });
});

describe('a page that hangs', () => {
  test('is waited for where the learner waits', async () => {
    const window = opened();
    answer(0);
    await hangs(window);
    expect(dialog.showMessageBox).toHaveBeenCalledOnce();
    expect(window.webContents.reload).not.toHaveBeenCalled();
  });

  test('is ended and loaded again by the learner’s word, also after it had died', async () => {
    const window = opened();
    await dies(window);
    answer(loadAgain);
    await hangs(window);
    await settled();
    expect(window.webContents.reload).toHaveBeenCalledTimes(2);
    expect(dialog.showMessageBox).toHaveBeenCalledOnce();
  });

  test('is asked about once, and no longer when it answers', async () => {
    const window = opened();
    openQuestion();
    await hangs(window);
    await hangs(window);
    expect(dialog.showMessageBox).toHaveBeenCalledOnce();
    window.emit('responsive');
    await settled();
    expect(window.webContents.reload).not.toHaveBeenCalled();
    await hangs(window);
    expect(dialog.showMessageBox).toHaveBeenCalledTimes(2);
  });
});
