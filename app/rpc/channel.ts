/**
 * A way for whole JSON messages, in order. A transport is nothing else: one file per transport makes one of these out
 * of a pipe, a socket or a port.
 */
export interface Channel {
  /** Sends one JSON value. Does nothing once closed. */
  readonly send: (message: unknown) => void;
  /** One listener; messages that came before it was set are kept for it. Returns a function that takes it off. */
  readonly onMessage: (listener: (message: unknown) => void) => () => void;
  /** Called once, also when the channel is closed already. `error` is absent for an orderly end. */
  readonly onClose: (listener: (error?: Error) => void) => () => void;
  readonly close: () => void;
}
