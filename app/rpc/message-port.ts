import type { Channel } from './channel.ts';
import { textChannel } from './text-channel.ts';

/** What the desktop app's preload script posts to the page together with a port. */
export const portMessage = 'xdp-lab:port';

/** What a channel needs of a MessagePort: the browser's has it, and Node's (`node:worker_threads`). */
export interface MessagePortLike {
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
  addEventListener(type: 'message' | 'close', listener: (event: object) => void): void;
}

/**
 * A channel over one end of a MessageChannel. It posts JSON texts and not objects, so that what arrives is what would
 * arrive over any other transport.
 */
export const messagePortChannel = (port: MessagePortLike): Channel => {
  const { channel, receive, ended } = textChannel({
    write: (text) => {
      port.postMessage(text);
    },
    end: () => {
      port.close();
    },
  });
  port.addEventListener('message', (event) => {
    receive('data' in event && typeof event.data === 'string' ? event.data : 'no text');
  });
  port.addEventListener('close', () => {
    ended();
  });
  port.start();
  return channel;
};
