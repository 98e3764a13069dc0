import { link, readFile, rename, rm, stat } from 'node:fs/promises';

/** xdp-loader creates this file with O_EXCL for every subcommand, writes its pid, and removes it (lib/util/util.c). */
const lockPath = '/run/xdp-loader.lck';

/** An empty lock this old was left between creating it and writing the pid. */
const abandonedAfterMs = 5000;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const isStale = async (path: string): Promise<boolean> => {
  const pid = Number.parseInt(await readFile(path, 'utf8'), 10);
  if (pid > 0) return !isAlive(pid);
  const { mtimeMs } = await stat(path);
  return Date.now() - mtimeMs > abandonedAfterMs;
};

const ignore =
  (code: 'ENOENT' | 'EEXIST') =>
  (error: unknown): false => {
    if (error instanceof Error && 'code' in error && error.code === code) return false;
    throw error;
  };

const ignoreMissing = ignore('ENOENT');

/** Removes the lock of an xdp-loader that has died, and answers whether it did. */
export const removeStaleLock = async (): Promise<boolean> => {
  if (!(await isStale(lockPath).catch(ignoreMissing))) return false;
  // Somebody else may have removed it and taken it anew since it was read: move it aside, look again, put it back.
  const aside = `${lockPath}.${process.pid}`;
  try {
    await rename(lockPath, aside);
    const stale = await isStale(aside);
    // Where a third has taken it meanwhile, it is taken, and that is all there is to know.
    if (!stale) await link(aside, lockPath).catch(ignore('EEXIST'));
    await rm(aside);
    return stale;
  } catch (error) {
    return ignoreMissing(error);
  }
};
