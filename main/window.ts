import { BrowserWindow, screen } from 'electron';
import { pageAddress } from './page-address.ts';
import { firstBounds, fitInto, readWindowState, smallest, writeWindowState } from './window-state.ts';

interface Options {
  /** The absolute path of the bundled preload script. */
  readonly preload: string;
  readonly icon: string;
  readonly statePath: string;
  readonly developerTools: boolean;
}

/** Opens the lab's window where it last was, and keeps where it is when it closes. */
export const openWindow = ({ preload, icon, statePath, developerTools }: Options): BrowserWindow => {
  const kept = readWindowState(statePath);
  const bounds = kept
    ? fitInto(screen.getDisplayMatching(kept.bounds).workArea, kept.bounds)
    : firstBounds(screen.getPrimaryDisplay().workArea);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'XDP Lab',
    icon,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // It would fetch dictionaries.
      spellcheck: false,
      devTools: developerTools,
    },
  });
  if (kept?.maximised) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', () => {
    writeWindowState(statePath, { bounds: window.getNormalBounds(), maximised: window.isMaximized() });
  });
  void window.loadURL(pageAddress);
  return window;
};
