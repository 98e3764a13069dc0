import { dialog, type BrowserWindow } from 'electron';
import type { Ending } from './quit.ts';
import type { Words } from './words.ts';

interface Options {
  readonly words: Words;
  readonly ending: Pick<Ending, 'isBySignal' | 'pageAnswered'>;
}

/**
 * Asks before unsaved text is lost: the page objects to being closed or loaded again only where it could keep no draft.
 * Nobody is asked where a signal ends the app, since nobody may be there to answer.
 */
export const keepUnsaved = (window: BrowserWindow, { words, ending }: Options): void => {
  window.webContents.on('will-prevent-unload', (event) => {
    if (ending.isBySignal()) {
      event.preventDefault();
      return;
    }
    ending.pageAnswered();
    const answer = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: words.unsavedText,
      detail: words.unsavedWayOut,
      buttons: [words.stay, words.closeAndLose],
      defaultId: 0,
      cancelId: 0,
    });
    // To prevent the prevention is to let the page go.
    if (answer === 1) event.preventDefault();
  });
};
