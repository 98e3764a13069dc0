import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** How the name of a temporary folder begins: it says which process's it is. */
export const folderPrefix = `xdp-lab-${process.pid}-`;

let removal: Promise<void> | undefined;

/** Removes the temporary folders of labs whose process was killed; once in a process is enough. Never rejects. */
export const removeForsaken = (parent: string): Promise<void> => (removal ??= removeFrom(parent));

/** Where others may write as well, a folder is only ours if it belongs to us. What cannot be removed stays. */
export const removeFrom = async (parent: string): Promise<void> => {
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    const owner = /^xdp-lab-(\d+)-\w{6}$/.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const path = join(parent, name);
    const found = await lstat(path).catch(() => undefined);
    if (!found?.isDirectory() || found.uid !== process.getuid?.()) continue;
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
};
