import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { syncFolder, writeAtomically } from '../workspace/atomic-write.ts';
import { readKeptText } from '../workspace/kept-text.ts';
import { KeptProgress } from './kept-progress.ts';

export const progressPath = (folder: string): string => join(folder, 'progress.json');

/** What the file says; `unreadable` where it is damaged, of a newer version, or something else than a file. */
export const readKept = async (folder: string): Promise<KeptProgress | 'missing' | 'unreadable'> => {
  const text = await readKeptText(progressPath(folder));
  if (text === undefined) return 'missing';
  const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), KeptProgress), text);
  return kept.success ? kept.output : 'unreadable';
};

/** Writes the file as a whole, for people to read as well. */
export const writeKept = (folder: string, kept: KeptProgress): Promise<void> =>
  writeAtomically(progressPath(folder), `${JSON.stringify(kept, null, 2)}\n`);

/** Moves a file that cannot be read out of the way, under a name with the time; gives its new path. */
export const setAsideKept = async (folder: string): Promise<string> => {
  const stamp = new Date().toISOString().replace(/[-:.]/g, '');
  const aside = join(folder, `progress.${stamp}.json`);
  await rename(progressPath(folder), aside);
  await syncFolder(folder);
  return aside;
};
