import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import type { Lab } from '../lab.ts';
import { endChild, spawnTool } from '../tool.ts';

/** Namespaces of the lab's own without a name: they end with the child that holds them, and it with the helper's pipe. */
export interface HeldNamespaces {
  /** What goes after `nsenter` and before a command to run it in there. */
  readonly enter: readonly string[];
  /** The file system as it looks from in there. */
  readonly root: string;
  readonly end: () => Promise<void>;
  /** Resolves when they are gone, whoever ended them. */
  readonly ended: Promise<void>;
}

/** Opens a mount namespace, and a network namespace where asked for one. */
export const holdNamespaces = async (
  lab: Lab,
  kinds: readonly ('mount' | 'net')[],
): Promise<Outcome<HeldNamespaces>> => {
  const flags = kinds.map((kind) => `--${kind}`);
  const holder = await spawnTool('unshare', [...flags, '--propagation', 'private', 'cat']);
  if (!holder.ok) return holder;
  const { child } = holder.value;
  lab.heldChildren.add(child);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
  });
  // `cat` answers once `unshare` has become it, and so once the namespaces are there.
  const ready = await new Promise<boolean>((resolve) => {
    child.stdout.once('data', () => {
      resolve(true);
    });
    child.once('close', () => {
      resolve(false);
    });
    child.stdin.on('error', () => {
      resolve(false);
    });
    child.stdin.write('\n');
  });
  if (!ready || child.pid === undefined) {
    return fail(labFailure('tool-failed', { thing: `unshare ${flags.join(' ')}`, detail: stderr.trim() }));
  }
  const { pid } = child;
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else
      child.once('exit', () => {
        resolve();
      });
  });
  return succeed({
    enter: kinds.map((kind) => `--${kind}=/proc/${pid}/ns/${kind === 'mount' ? 'mnt' : 'net'}`),
    root: `/proc/${pid}/root`,
    end: () => endChild(child),
    ended,
  });
};
