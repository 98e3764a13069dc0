import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { halfPath, syncFolder, writeThrough } from './atomic-write.ts';
import { errnoOf } from './disk-failure.ts';
import type { NamedBytes } from './file-bytes.ts';

/** The time to the millisecond, and a count for those of the same one: sorted as text they stand in order. */
const keptId = /^\d{8}T\d{9}Z-\d{3}$/;
const idOf = (at: string, count: number): string =>
  `${at.replace(/[-:.]/g, '')}-${String(count).padStart(3, '0')}`;

/** Whether a name can be one of these folders', and is not a path to somewhere else. */
export const isKeptId = (id: string): boolean => keptId.test(id);

/** What a folder holds: the learner's files in `files/`, and what is said of them beside it. */
interface Content {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly files: readonly NamedBytes[];
  /** JSON texts by file name. */
  readonly records: Readonly<Record<string, string>>;
}

interface Options {
  /** So many are kept; the oldest goes first. */
  readonly most: number;
  /** True: on the disk before this answers. False: a loss of power may take it, which whoever reads it must expect. */
  readonly lasting: boolean;
}

/** Puts files into a new folder below `folder`, named by its time, which appears there whole or not at all; gives its id. */
export const addKept = async (
  folder: string,
  { at, files, records }: Content,
  { most, lasting }: Options,
): Promise<string> => {
  const write = lasting ? writeThrough : writeQuickly;
  const half = halfPath(join(folder, 'kept'));
  try {
    await mkdir(join(half, 'files'), { recursive: true, mode: 0o700 });
    for (const { path, bytes } of files) await write(join(half, 'files', path), bytes);
    for (const [name, text] of Object.entries(records)) await write(join(half, name), text);
    if (lasting) {
      await syncFolder(join(half, 'files'));
      await syncFolder(half);
    }
    const id = await moveToFreeId(folder, half, at);
    if (lasting) await syncFolder(folder);
    await removeOldest(folder, id, most);
    return id;
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    throw error;
  }
};

const writeQuickly = (path: string, content: Uint8Array | string): Promise<void> =>
  writeFile(path, content, { flag: 'wx', mode: 0o600 });

const moveToFreeId = async (folder: string, half: string, at: string): Promise<string> => {
  for (let count = 0; ; count += 1) {
    const id = idOf(at, count);
    try {
      await rename(half, join(folder, id));
      return id;
    } catch (error) {
      // Another lab's of the same moment, or something else by that name.
      if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(errnoOf(error) ?? '')) throw error;
    }
  }
};

/** The ids below `folder`, oldest first; none where it is missing or no folder. A plain file among them is none. */
export const keptIds = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true }).catch(noneIfNoFolder))
    .filter((entry) => entry.isDirectory() && isKeptId(entry.name))
    .map(({ name }) => name)
    .sort();

const noneIfNoFolder = (error: unknown): [] => {
  if (!['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) throw error;
  return [];
};

/** The one just made stays also where the clock was set back and it sorts first. */
const removeOldest = async (folder: string, made: string, most: number): Promise<void> => {
  const older = (await keptIds(folder)).filter((id) => id !== made);
  for (const id of older.slice(0, Math.max(0, older.length + 1 - most))) {
    await rm(join(folder, id), { recursive: true, force: true });
  }
};
