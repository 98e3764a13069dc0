import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { errnoOf } from './disk-failure.ts';

/** Something else than a regular file is there, or a path leads through one; opening a socket or a loop of links says so too. */
const somethingElse = ['ENOTDIR', 'EISDIR', 'ELOOP', 'ENXIO'];

/**
 * The text of a file that the lab keeps: undefined where nothing is there, null where something else stands in its place.
 * That is never waited for, as opening a FIFO would be.
 */
export const readKeptText = async (path: string): Promise<string | null | undefined> => {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return (await file.stat()).isFile() ? await file.readFile('utf8') : null;
    } finally {
      await file.close();
    }
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT') return undefined;
    if (errno !== undefined && somethingElse.includes(errno)) return null;
    throw error;
  }
};
