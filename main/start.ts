import { join } from 'node:path';
import { app, session } from 'electron';
import { createEngine } from '../app/engine/index.ts';
import { connectPage } from './channel.ts';
import { reviveDeadPage } from './dead-page.ts';
import { desktopHost } from './host.ts';
import { keepUnsaved } from './keep-unsaved.ts';
import { replaceMenu } from './menu.ts';
import { findPlaces } from './places.ts';
import { registerPageScheme, servePage } from './protocol.ts';
import { endInOrder } from './quit.ts';
import { closeEverything, closeSession } from './security.ts';
import { openWindow } from './window.ts';
import { wordsOf } from './words.ts';

/** Starts the app: what must be closed is closed before the first page can exist. Resolves when its window is there. */
export const start = async (): Promise<void> => {
  if (!app.requestSingleInstanceLock()) {
    // The first one brings its window to the front.
    app.exit(0);
    return;
  }
  registerPageScheme();
  closeEverything(app);
  await app.whenReady();

  const developerTools = !app.isPackaged;
  const words = wordsOf(app.getLocale());
  const places = findPlaces({
    isPackaged: app.isPackaged,
    appPath: app.getAppPath(),
    executable: app.getPath('exe'),
    environment: process.env,
  });
  replaceMenu(words, { developerTools });
  closeSession(session.defaultSession, { developerTools });
  servePage(session.defaultSession, places.page);

  const engine = createEngine({
    root: places.root,
    helper: places.helper,
    consent: 'asked',
    host: desktopHost({ words, window: () => window }),
  });
  const window = openWindow({
    ...places,
    statePath: join(app.getPath('userData'), 'window.json'),
    developerTools,
  });
  const disconnect = connectPage(window.webContents, engine.service);
  const ending = endInOrder(app, { disconnect, dispose: engine.dispose });
  keepUnsaved(window, { words, ending });
  reviveDeadPage(window, words);
  app.on('second-instance', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
};
