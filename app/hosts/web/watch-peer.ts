import type { WebSocket } from 'ws';

/** How often a peer is asked whether it is still there; it has as long to answer. */
const pingMs = 15_000;

/** Ends a connection whose peer no longer answers pings: a dead one closes nothing itself. */
export const watchPeer = (socket: WebSocket): void => {
  let answered = true;
  const asking = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, pingMs);
  socket.on('pong', () => {
    answered = true;
  });
  socket.once('close', () => {
    clearInterval(asking);
  });
};
