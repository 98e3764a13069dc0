import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import type { Words } from './words.ts';

/**
 * Brings a page back that has died or hangs: after the first death at once, later by the learner's word, lest a page that always
 * dies be loaded for ever. Its drafts lie in the browser's storage, and it is given a new port as at every loading.
 */
export const reviveDeadPage = (window: BrowserWindow, words: Words): void => {
  const { webContents } = window;
  let died = false;
  /** Ends the question about a page that hangs; undefined where none is asked. */
  let hanging: AbortController | undefined;

  const ask = async (options: MessageBoxOptions): Promise<boolean> => {
    const { response } = await dialog.showMessageBox(window, { ...options, cancelId: 0 });
    return response === 1;
  };

  const afterDeath = async (): Promise<void> => {
    const again = await ask({
      type: 'error',
      message: words.pageDied,
      detail: words.draftsStay,
      buttons: [words.closeWindow, words.loadAgain],
      defaultId: 1,
    });
    if (window.isDestroyed()) return;
    if (again) webContents.reload();
    else window.close();
  };

  const whileHanging = async ({ signal }: AbortController): Promise<void> => {
    const again = await ask({
      type: 'warning',
      message: words.pageHangs,
      detail: words.draftsStay,
      buttons: [words.wait, words.loadAgain],
      defaultId: 0,
      signal,
    });
    hanging = undefined;
    if (!again || window.isDestroyed()) return;
    // A page that hangs cannot be asked to load itself again.
    died = false;
    webContents.forcefullyCrashRenderer();
  };

  webContents.on('render-process-gone', (_event, { reason }) => {
    hanging?.abort();
    if (reason === 'clean-exit') return;
    if (died) {
      void afterDeath();
      return;
    }
    died = true;
    // Electron still takes down what is left of the page.
    setImmediate(() => {
      if (!window.isDestroyed()) webContents.reload();
    });
  });
  window.on('unresponsive', () => {
    if (hanging) return;
    hanging = new AbortController();
    void whileHanging(hanging);
  });
  window.on('responsive', () => {
    hanging?.abort();
  });
};
