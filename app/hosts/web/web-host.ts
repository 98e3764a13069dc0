import { createServer } from 'node:http';
import { succeed, type Outcome } from '../../contract/index.ts';
import type { Engine } from '../../engine/index.ts';
import { createAccess } from './access.ts';
import { loopback } from './addressed.ts';
import { createRequestListener } from './answer-request.ts';
import { createUpgradeListener } from './answer-upgrade.ts';
import { createEngineRoom } from './engine-room.ts';
import { listen } from './listen.ts';

/** The lab behind a port of this machine. */
export interface WebHost {
  /** The address that lets a browser in. */
  readonly url: string;
  /** The same for one use by the learner, to stand on a command line. */
  readonly urlForOpening: string;
  readonly port: number;
  readonly token: string;
  /** Closes the port and every connection, and ends the engines. */
  readonly dispose: () => Promise<void>;
}

interface Options {
  /** 0 takes any that is free. */
  readonly port: number;
  readonly pageFolder: string;
  readonly substituteFolder: string;
  /** The user ids that are the learner's. */
  readonly learners: readonly number[];
  readonly createEngine: () => Engine;
}

/** Opens a port on 127.0.0.1 for the page and its WebSocket. */
export const startWebHost = async ({
  createEngine,
  learners,
  ...options
}: Options): Promise<Outcome<WebHost>> => {
  const server = createServer();
  const listening = await listen(server, options.port);
  if (!listening.ok) return listening;
  const port = listening.value;
  const access = createAccess({ port, learners });
  const engines = createEngineRoom(createEngine);
  const upgrades = createUpgradeListener({ access, port, engines });
  server.on('request', createRequestListener({ ...options, access, port }));
  server.on('upgrade', upgrades.listener);

  const address = `http://${loopback}:${port}/`;
  return succeed({
    url: `${address}?token=${access.token}`,
    urlForOpening: `${address}?ticket=${access.ticket}`,
    port,
    token: access.token,
    dispose: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      upgrades.close();
      server.closeAllConnections();
      await Promise.all([engines.dispose(), closed]);
    },
  });
};
