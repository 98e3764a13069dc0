import type { Channel } from './channel.ts';
import { textChannel } from './text-channel.ts';

/** What a channel needs of a WebSocket: the browser's has it, and that of `ws`. */
export interface WebSocketLike {
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
}

const connecting = 0;
/** RFC 6455, section 7.4.1: normal, going away, no status given. */
const orderlyCodes = [1000, 1001, 1005];
/** From the range that is ours to use (section 7.4.2); browsers send no 1003 or 1007. */
const notAMessageCode = 4000;
const doesNotReadCode = 4001;
/** What may wait for a reader that does not read before the channel gives up on it. */
const maxWaitingBytes = 64 * 1024 * 1024;

/** A channel over a WebSocket that is open or still connecting: one JSON text a message. */
export const webSocketChannel = (socket: WebSocketLike): Channel => {
  let early: string[] = [];
  const { channel, receive, ended } = textChannel({
    write: (text) => {
      if (socket.readyState === connecting) early.push(text);
      else socket.send(text);
      if (socket.bufferedAmount > maxWaitingBytes) {
        ended(new Error('the other side does not read'));
        socket.close(doesNotReadCode, 'does not read');
      }
    },
    end: (error) => {
      if (error) socket.close(notAMessageCode, 'not a message');
      else socket.close(1000);
    },
  });
  socket.addEventListener('open', () => {
    for (const text of early) socket.send(text);
    early = [];
  });
  socket.addEventListener('message', ({ data }) => {
    receive(typeof data === 'string' ? data : 'bytes');
  });
  // A 'close' with its code follows every 'error'; without a listener `ws` would throw it.
  socket.addEventListener('error', () => undefined);
  socket.addEventListener('close', ({ code }) => {
    ended(orderlyCodes.includes(code) ? undefined : new Error(`the WebSocket closed with code ${code}`));
  });
  return channel;
};
