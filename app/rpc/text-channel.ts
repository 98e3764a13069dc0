import type { Channel } from './channel.ts';

/** What a transport does for its channel: carry text as it is, and end. */
export interface Wire {
  readonly write: (text: string) => void;
  /** Ends the wire from this side, after what was written; `error` says that the other side broke the rules. */
  readonly end: (error?: Error) => void;
}

/** A channel, and the transport's way to tell it what came in. */
export interface TextChannel {
  readonly channel: Channel;
  /** One JSON text came. One that is not JSON closes the channel with an error. */
  readonly receive: (text: string) => void;
  /** The wire ended or broke. */
  readonly ended: (error?: Error) => void;
}

const excerpt = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** The error of a wire on which something else than our messages came; it quotes the beginning of `text`. */
export const notAMessage = (text: string): Error => new Error(`not a message: ${excerpt(text)}`);

/**
 * Makes a channel out of a wire for texts: JSON both ways, messages kept until somebody listens, and one end. Every
 * transport goes through here, memory too, so that a value that JSON cannot carry is lost everywhere alike.
 */
export const textChannel = (wire: Wire): TextChannel => {
  const waiting: unknown[] = [];
  const closeListeners = new Set<(error?: Error) => void>();
  let listener: ((message: unknown) => void) | undefined;
  let end: { readonly error?: Error } | undefined;

  const deliver = () => {
    while (listener && waiting.length > 0) listener(waiting.shift());
  };
  const announce = () => {
    const listening = [...closeListeners];
    closeListeners.clear();
    for (const onClose of listening) onClose(end?.error);
  };
  const finish = (error?: Error) => {
    if (end) return;
    end = error ? { error } : {};
    announce();
  };
  const receive = (text: string) => {
    if (end) return;
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      const error = notAMessage(text);
      wire.end(error);
      finish(error);
      return;
    }
    waiting.push(message);
    deliver();
  };

  const channel: Channel = {
    send: (message) => {
      if (!end) wire.write(JSON.stringify(message));
    },
    onMessage: (onMessage) => {
      listener = onMessage;
      queueMicrotask(deliver);
      return () => {
        if (listener === onMessage) listener = undefined;
      };
    },
    onClose: (onClose) => {
      closeListeners.add(onClose);
      if (end) queueMicrotask(announce);
      return () => {
        closeListeners.delete(onClose);
      };
    },
    close: () => {
      if (end) return;
      finish();
      wire.end();
    },
  };
  return { channel, receive, ended: finish };
};
