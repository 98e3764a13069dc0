import type { Client } from '../../rpc/index.ts';
import type { HelperContract } from '../contract/index.ts';
import type { ElevationWay, Started } from './way.ts';
import { within } from './within.ts';

/** A helper that runs as root and has answered. */
export interface HelperConnection {
  readonly client: Client<HelperContract>;
  readonly way: ElevationWay;
  /** The helper's process id. */
  readonly pid: number;
  /** Resolves when the channel has closed, whoever closed it. */
  readonly closed: Promise<void>;
  /**
   * Closes the channel, upon which the helper removes what it made and ends, and waits for that, 8 s at most; one that does
   * not answer is ended at once. False where it had to be killed: then the next helper removes what it left.
   */
  readonly dispose: () => Promise<boolean>;
}

const heartbeatMs = 3000;
/** Twice what the longest single job has been seen to keep a helper busy. A stopped one would keep everybody waiting for ever. */
const silenceMs = 20_000;
const cleanUpMs = 6000;
const signalMs = 1000;
/** How long a helper may take to show that it lives, at the end; and then to act upon a signal, which a stopped one never does. */
const signOfLifeMs = 300;

/**
 * Ends what was started: its channel is closed already, and it has its time to clean up. A process that is root's while
 * we are not cannot be signalled; it ends by itself, at the latest 10 s after the last heartbeat. Tells whether it had
 * the time to clean up.
 */
export const endStarted = async (
  { ended, signal }: Started,
  graceMs = cleanUpMs,
  patienceMs = signalMs,
): Promise<boolean> => {
  if (await within(ended, graceMs)) return true;
  signal('SIGTERM');
  if (await within(ended, patienceMs)) return true;
  signal('SIGKILL');
  await within(ended, patienceMs);
  return false;
};

/** Keeps a helper alive with heartbeats until it is disposed of or gone. */
export const holdHelper = (
  client: Client<HelperContract>,
  started: Started,
  { way, pid }: { readonly way: ElevationWay; readonly pid: number },
): HelperConnection => {
  let answeredAt = performance.now();
  let silent = false;
  const beat = async (): Promise<void> => {
    silent = performance.now() - answeredAt > silenceMs;
    if (silent) client.close();
    else if ((await client.call('helper.heartbeat', {})).ok) answeredAt = performance.now();
  };
  const heartbeat = setInterval(() => {
    void beat();
  }, heartbeatMs).unref();
  const closed = client.closed.then(async () => {
    clearInterval(heartbeat);
    if (silent) await endStarted(started, 0);
  });
  return {
    client,
    way,
    pid,
    closed,
    dispose: async () => {
      // An answer that the channel is closed counts as well: then it is ending already.
      const alive = await within(client.call('helper.heartbeat', {}), signOfLifeMs);
      client.close();
      if (!alive) return endStarted(started, 0, signOfLifeMs);
      return (await endStarted(started)) && !silent;
    },
  };
};
