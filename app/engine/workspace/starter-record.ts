import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { undefinedIfMissing } from './disk-failure.ts';
import { writeAtomically } from './atomic-write.ts';

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
  const text = await readFile(recordPath(folder), 'utf8').catch(undefinedIfMissing);
  const kept = v.safeParse(Kept, text);
  return kept.success ? kept.output.files : {};
};

export const writeRecord = (folder: string, files: StarterRecord): Promise<void> =>
  writeAtomically(recordPath(folder), JSON.stringify({ version: 1, files }));
