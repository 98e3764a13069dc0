import type { Channel } from '../../app/rpc/index.ts';
import { messagePortChannel, portMessage } from '../../app/rpc/message-port.ts';

/** Whether the page stands in the desktop app's window, which hands it a port in place of an address. */
export const isInDesktopWindow = ({ protocol }: { readonly protocol: string }): boolean =>
  protocol === 'app:';

/** What is needed of the page's `window`. */
interface PageWindow {
  readonly location: { readonly origin: string; reload(): void };
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/**
 * Dials by waiting for the port that the window's own preload script hands over; a message from anywhere else is none. There
 * is one port for each loading of the page, so that whoever dials again loads it again.
 */
export const messagePortDial = (page: PageWindow): (() => Promise<Channel>) => {
  let used = false;
  return () =>
    new Promise((resolve) => {
      const listener = ({ source, origin, data, ports: [port] }: MessageEvent): void => {
        if (source !== page || origin !== page.location.origin || data !== portMessage || !port) return;
        page.removeEventListener('message', listener);
        resolve(messagePortChannel(port));
      };
      page.addEventListener('message', listener);
      if (used) page.location.reload();
      used = true;
    });
};
