import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel } from '../../rpc/index.ts';
import { streamChannel } from '../../rpc/stream.ts';

/** Safe in both shells that a path passes through, unquoted. */
export const isPlainPath = (path: string): boolean => /^[A-Za-z0-9/._-]+$/.test(path);

/** `sockaddr_un` holds 107 bytes (unix(7)); our own part of the path takes 27. */
const longestFolder = 80;

/** A fresh folder that only this user can enter: in their runtime folder, or where that is not theirs, in a temporary one. */
const privateFolder = (): string | undefined => {
  const parents = [process.env['XDG_RUNTIME_DIR'], tmpdir(), '/tmp'];
  for (const parent of parents) {
    if (parent === undefined || !isPlainPath(parent) || parent.length > longestFolder) continue;
    try {
      return mkdtempSync(join(parent, 'xdp-lab-'));
    } catch {
      // After `su`, XDG_RUNTIME_DIR may still name another user's folder.
    }
  }
  return undefined;
};

/** Where a helper that was started without a pipe to us finds us. */
export interface Rendezvous {
  readonly socketPath: string;
  readonly channel: Promise<Channel>;
  /** Takes nobody any more and removes the folder. */
  readonly remove: () => void;
}

/**
 * Listens on a Unix socket in a fresh folder (0700) for one connection; then socket and folder are gone. Only root and
 * the learner's own processes can reach it, so there is no token: on a command line it would be no secret, and Node
 * has no SO_PEERCRED. Returns undefined where no such folder can be made.
 */
export const openRendezvous = (): Rendezvous | undefined => {
  const folder = privateFolder();
  if (folder === undefined) return undefined;
  const socketPath = join(folder, 'helper.sock');
  const server = createServer();
  const remove = () => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const channel = new Promise<Channel>((resolve, reject) => {
    server.once('connection', (socket) => {
      remove();
      resolve(streamChannel(socket, socket));
    });
    server.once('error', reject);
  });
  server.maxConnections = 1;
  server.listen(socketPath);
  return { socketPath, channel, remove };
};
