import { spawn } from 'node:child_process';

/** Hands an address to the desktop's browser with xdg-open; resolves with whether that could be started. */
export const openInBrowser = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn('xdg-open', [url], { stdio: 'ignore', detached: true });
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
    child.once('error', () => {
      resolve(false);
    });
  });
