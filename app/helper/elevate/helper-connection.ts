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
  /** Closes the channel, upon which the helper removes what it made and ends, and waits for that, 8 s at most. */
  readonly dispose: () => Promise<void>;
}

const heartbeatMs = 3000;
const cleanUpMs = 6000;
const signalMs = 1000;

/**
 * Ends what was started: its channel is closed already, and it has its time to clean up. A process that is root's while
 * we are not cannot be signalled; it ends by itself, at the latest 10 s after the last heartbeat.
 */
export const endStarted = async ({ ended, signal }: Started, graceMs = cleanUpMs): Promise<void> => {
  if (await within(ended, graceMs)) return;
  signal('SIGTERM');
  if (await within(ended, signalMs)) return;
  signal('SIGKILL');
  await within(ended, signalMs);
};

/** Keeps a helper alive with heartbeats until it is disposed of or gone. */
export const holdHelper = (
  client: Client<HelperContract>,
  started: Started,
  { way, pid }: { readonly way: ElevationWay; readonly pid: number },
): HelperConnection => {
  const heartbeat = setInterval(() => {
    void client.call('helper.heartbeat', {});
  }, heartbeatMs).unref();
  const closed = client.closed.then(() => {
    clearInterval(heartbeat);
  });
  return {
    client,
    way,
    pid,
    closed,
    dispose: async () => {
      client.close();
      await endStarted(started);
    },
  };
};
