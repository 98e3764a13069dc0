import { join } from 'node:path';
import * as v from 'valibot';
import { fail, labFailure, Snapshot, succeed, type Outcome } from '../../contract/index.ts';
import { readBytes, type NamedBytes } from './file-bytes.ts';
import { addKept, isKeptId, keptIds } from './kept-folders.ts';
import { readKeptText } from './kept-text.ts';

/** An assignment keeps so many; the oldest goes first. A learner's week of resets, and with 8 MB files still below 2 GB. */
export const keptSnapshots = 200;

const Kept = v.pipe(v.string(), v.parseJson(), v.omit(Snapshot, ['id']));

/** Copies files into a folder of their own below `folder`, which appears there whole or not at all. */
export const makeSnapshot = async (
  folder: string,
  reason: Snapshot['reason'],
  files: readonly NamedBytes[],
): Promise<Snapshot> => {
  const at = new Date().toISOString();
  const listed = files.map(({ path, bytes }) => ({ path, lengthBytes: bytes.length }));
  const records = { 'snapshot.json': JSON.stringify({ at, reason, files: listed }) };
  const id = await addKept(folder, { at, files, records }, { most: keptSnapshots, lasting: true });
  return { id, at, reason, files: listed };
};

/** The snapshots below `folder`, newest first. A folder that is none of ours is passed over. */
export const listSnapshots = async (folder: string): Promise<Snapshot[]> => {
  const snapshots: Snapshot[] = [];
  for (const id of (await keptIds(folder)).reverse()) {
    const kept = await describe(folder, id);
    if (kept) snapshots.push({ id, ...kept });
  }
  return snapshots;
};

const describe = async (folder: string, id: string): Promise<Omit<Snapshot, 'id'> | undefined> => {
  const kept = v.safeParse(Kept, await readKeptText(join(folder, id, 'snapshot.json')));
  return kept.success ? kept.output : undefined;
};

/** The files of a snapshot, of those that have one of these names. */
export const readSnapshot = async (
  folder: string,
  id: string,
  names: readonly string[],
): Promise<Outcome<NamedBytes[]>> => {
  const kept = isKeptId(id) ? await describe(folder, id) : undefined;
  if (!kept) return fail(labFailure('not-found', { thing: `snapshot ${id}` }));
  const files: NamedBytes[] = [];
  for (const path of names.filter((name) => kept.files.some((file) => file.path === name))) {
    const bytes = await readBytes(join(folder, id, 'files', path));
    if (!bytes.ok) return bytes;
    if (bytes.value) files.push({ path, bytes: bytes.value });
  }
  return succeed(files);
};
