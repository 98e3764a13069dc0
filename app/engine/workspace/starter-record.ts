import { createHash } from 'node:crypto';
import { lstat, rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { undefinedIfMissing } from './disk-failure.ts';
import { writeAtomically } from './atomic-write.ts';
import { readKeptText } from './kept-text.ts';

/** Of each file the SHA-256 of the starter that it was made from: a file that still has it was never edited. */
export type StarterRecord = Readonly<Record<string, string>>;

const Kept = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ version: v.literal(1), files: v.record(v.string(), v.string()) }),
);

const recordPath = (folder: string): string => join(folder, '.starter.json');

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What is known of an assignment's folder; empty where nothing is, and then whatever differs counts as edited. */
export const readRecord = async (folder: string): Promise<StarterRecord> => {
  const kept = v.safeParse(Kept, await readKeptText(recordPath(folder)));
  return kept.success ? kept.output.files : {};
};

const asidePath = (path: string): string => `${path}.${new Date().toISOString().replace(/[-:.]/g, '')}`;

/** Keeps what the files were made from, for the next {@link readRecord}. */
export const writeRecord = async (folder: string, files: StarterRecord): Promise<void> => {
  const path = recordPath(folder);
  const found = await lstat(path).catch(undefinedIfMissing);
  // A file replaces anything but a folder, which moves aside instead: what is in it may be the learner's.
  if (found?.isDirectory()) await rename(path, asidePath(path));
  await writeAtomically(path, JSON.stringify({ version: 1, files }));
};
