import { join } from 'node:path';
import type { AssignmentKey, Outcome } from '../../contract/index.ts';
import { orDiskFailure } from '../workspace/disk-failure.ts';
import { makeFolder } from '../workspace/make-folder.ts';

/** Where a terminal starts: with the learner's files of an assignment, or above those of all. */
export type StartFolder = (work: AssignmentKey | undefined) => Promise<string>;

/**
 * Makes the folder in which a terminal starts. Where that cannot be done the terminal starts all the same, because a full
 * disk is mended in a shell, and saving tells what is wrong.
 */
export const startFolderIn =
  (
    dataFolder: string,
    open: (key: AssignmentKey) => Promise<Outcome<{ readonly folder: string }>>,
  ): StartFolder =>
  async (work) => {
    const opened = work && (await open(work));
    if (opened?.ok) return opened.value.folder;
    const above = await orDiskFailure(dataFolder, () => makeFolder(dataFolder, ['work']));
    return above.ok ? above.value : join(dataFolder, 'work');
  };
