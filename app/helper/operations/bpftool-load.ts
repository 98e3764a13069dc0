import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { succeed, type Outcome, type RanCommand } from '../../contract/index.ts';
import type { Lab } from '../lab.ts';
import { endChild } from '../tool.ts';
import { createHeadAndTail } from './head-and-tail.ts';
import { spawnInside } from './inside.ts';

/** Verifying a large program with its log takes a second on a laptop, ten times that in an emulated machine. */
const limitMs = 40_000;
const headBytes = 128 * 1024;
const tailBytes = 512 * 1024;

/** How `bpftool prog loadall` ended. */
export interface BpftoolLoad {
  /** Its whole output, but for the middle of a very long one. */
  readonly log: string;
  readonly ended: 'by-itself' | 'too-slow' | 'stopped';
  readonly command: RanCommand;
}

interface LoadRequest {
  readonly path: string;
  readonly typeXdp: boolean;
  /** Arguments for `nsenter`, where the load must happen in another mount namespace. */
  readonly enter: readonly string[];
}

let loads = 0;

/** Loads every program of an object, attaches none, and takes them out again. A rejection is an answer. */
export const bpftoolLoad = async (
  lab: Lab,
  { path, typeXdp, enter }: LoadRequest,
  signal: AbortSignal,
): Promise<Outcome<BpftoolLoad>> => {
  const bpffs = await lab.bpffs();
  if (!bpffs.ok) return bpffs;
  // The underscore keeps it apart from the map pins of an environment, whose name has none.
  const folder = join(bpffs.value, `dry_${++loads}`);
  const args = ['prog', 'loadall', path, folder, ...(typeXdp ? ['type', 'xdp'] : [])];
  const spawned = await spawnInside(enter, 'bpftool', args);
  if (!spawned.ok) return spawned;
  const { child, command } = spawned.value;
  lab.heldChildren.add(child);

  let ended: BpftoolLoad['ended'] = 'by-itself';
  const end = (why: 'too-slow' | 'stopped') => () => {
    ended = why;
    void endChild(child);
  };
  const stop = end('stopped');
  const timer = setTimeout(end('too-slow'), limitMs);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();

  const log = createHeadAndTail(headBytes, tailBytes);
  child.stdout.on('data', log.push);
  child.stderr.on('data', log.push);
  child.stdin.end();
  await new Promise((resolve) => child.once('close', resolve));

  clearTimeout(timer);
  signal.removeEventListener('abort', stop);
  rmSync(folder, { recursive: true, force: true });
  return succeed({ log: log.text(), ended, command });
};
