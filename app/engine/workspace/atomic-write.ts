import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The name of something half made, which tells who makes it. */
export const halfPath = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}.half`);

const halfName = /\.(\d+)\.[0-9a-f]{8}\.half$/;

/** Makes what was renamed into a folder last over a loss of power, where the file system can do that (9p, say, answers EINVAL). */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EINVAL')) throw error;
  } finally {
    await handle.close();
  }
};

/** Writes a new file (0600) and waits until it is on the disk. */
export const writeThrough = async (path: string, content: Uint8Array | string): Promise<void> => {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Replaces a file as a whole: whatever happens meanwhile, a reader finds the old content or the new. */
export const writeAtomically = async (path: string, content: Uint8Array | string): Promise<void> => {
  const half = halfPath(path);
  try {
    await writeThrough(half, content);
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
};

/** Removes what processes that have died left half made in a folder. */
export const sweepHalves = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) {
    const pid = halfName.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    // On a disk that became read-only they stay, and are in nobody's way.
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
};
