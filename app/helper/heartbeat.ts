/** The engine sends a heartbeat every 3 s; after this long without one it has hung or was stopped. */
export const heartbeatLimitMs = 10_000;

/** How long a heartbeat that waits in the channel may take to be read, once this process runs again. */
const readingMs = 250;

/**
 * Calls `onLost` once when no beat has come for 10 s. A process that was itself held up finds its timer due before it has
 * read what waited for it; so the last moments are given to reading.
 */
export const watchHeartbeat = (onLost: () => void) => {
  let timer: NodeJS.Timeout;
  const start = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = setTimeout(onLost, readingMs);
    }, heartbeatLimitMs - readingMs);
  };
  start();
  return {
    beat: start,
    stop: () => {
      clearTimeout(timer);
    },
  };
};
