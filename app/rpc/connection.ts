import { Event, NullLogger, createMessageConnection } from '#jsonrpc';
import type { Message, MessageConnection, MessageReader, MessageWriter, NotificationMessage } from '#jsonrpc';
import type { Channel } from './channel.ts';

const isObject = (value: unknown): value is Message => typeof value === 'object' && value !== null;

/**
 * JSON-RPC 2.0 over a channel, not listening yet. `onDrained` is called once the channel has closed and everything that
 * came before has been handled, so that an answer sent just before the end still counts.
 */
export const rpcConnection = (channel: Channel, onDrained: () => void): MessageConnection => {
  const last: NotificationMessage = { jsonrpc: '2.0', method: 'end' };
  const reader: MessageReader = {
    onError: Event.None as Event<Error>,
    onClose: Event.None as Event<void>,
    onPartialMessage: Event.None as MessageReader['onPartialMessage'],
    listen: (callback) => {
      const stop = channel.onMessage((message) => {
        // A peer that speaks JSON but not JSON-RPC gets no second chance; some of it makes `callback` throw.
        try {
          if (isObject(message)) callback(message);
          else channel.close();
        } catch {
          channel.close();
        }
      });
      channel.onClose(() => {
        callback(last);
      });
      return { dispose: stop };
    },
    dispose: () => undefined,
  };
  const writer: MessageWriter = {
    onError: Event.None as MessageWriter['onError'],
    onClose: Event.None as Event<void>,
    write: (message) => {
      channel.send(message);
      return Promise.resolve();
    },
    end: () => {
      channel.close();
    },
    dispose: () => undefined,
  };
  return createMessageConnection(reader, writer, NullLogger, {
    messageStrategy: {
      handleMessage: (message, next) => {
        if (message !== last) return next(message);
        onDrained();
      },
    },
  });
};
