import { readFileSync } from 'node:fs';
import { endianness } from 'node:os';

/** The addresses of a connection as a socket has them. */
interface Connection {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
}

/** The table is read in pieces while it changes, so that a row can be missed. */
const readings = 3;

/**
 * The user id of the process at the other end of a loopback TCP connection, from the kernel's own table (proc(5),
 * /proc/net/tcp). Undefined where the socket is not there, or nobody holds it any more: the kernel then says 0.
 */
export const peerUser = ({
  remoteAddress,
  remotePort,
  localAddress,
  localPort,
}: Connection): number | undefined => {
  if (!remoteAddress || !localAddress || !remotePort || !localPort) return undefined;
  const theirs = asInTable(remoteAddress, remotePort);
  const ours = asInTable(localAddress, localPort);
  for (let reading = 0; reading < readings; reading += 1) {
    // A socket for both families has its row, mapped to IPv6, in the second table.
    for (const table of ['/proc/self/net/tcp', '/proc/self/net/tcp6']) {
      const user = userOf(rowsOf(table), theirs, ours);
      if (user !== undefined) return user;
    }
  }
  return undefined;
};

const rowsOf = (path: string): string[][] => {
  try {
    return readFileSync(path, 'latin1')
      .split('\n')
      .map((line) => line.trim().split(/\s+/));
  } catch (error) {
    // A kernel without IPv6 has no second table.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};

/** Fields of a row: number, local, remote, state, queues, timer, retransmits, uid, timeout, inode. */
const userOf = (rows: readonly string[][], theirs: string, ours: string): number | undefined => {
  for (const [, local = '', remote = '', , , , , user = '', , inode = '0'] of rows) {
    if (local.endsWith(theirs) && remote.endsWith(ours) && inode !== '0') return Number(user);
  }
  return undefined;
};

/** An address as the table has it: the address as one number of the machine, the port big end first. */
const asInTable = (address: string, port: number): string => {
  const bytes = address.split('.').map(Number);
  const hex = Buffer.from(endianness() === 'LE' ? bytes.reverse() : bytes).toString('hex');
  return `${hex}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
};
