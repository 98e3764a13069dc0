import { once } from 'node:events';
import { lstatSync } from 'node:fs';
import { createConnection } from 'node:net';
import { dirname } from 'node:path';
import type { Channel } from '../../rpc/index.ts';
import { streamChannel } from '../../rpc/stream.ts';

/**
 * The root side of `--connect PATH`. It obeys whoever listens there, so it first makes sure that only the user who was
 * authorised can: the folder is theirs (PKEXEC_UID or SUDO_UID) and closed to all others. Without that, another user
 * who read the path in the process list could lie in wait in a folder of the same name. Throws where that does not
 * hold, and when nobody listens any more.
 */
export const connectBack = async (path: string): Promise<Channel> => {
  const folder = dirname(path);
  const owner = process.env['PKEXEC_UID'] ?? process.env['SUDO_UID'];
  const { uid, mode } = lstatSync(folder);
  if (owner === undefined || uid !== Number(owner) || (mode & 0o170077) !== 0o040000) {
    throw new Error(`${folder} is not a private folder of the user who asked for root`);
  }
  const socket = createConnection(path);
  await once(socket, 'connect');
  return streamChannel(socket, socket);
};
