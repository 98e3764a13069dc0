import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { fail, labFailure, Snapshot, succeed, type Outcome } from '../../contract/index.ts';
import { halfPath, syncFolder, writeThrough } from './atomic-write.ts';
import { undefinedIfMissing } from './disk-failure.ts';
import { readBytes, type NamedBytes } from './file-bytes.ts';

/** An assignment keeps so many; the oldest goes first. A learner's week of resets, and with 8 MB files still below 2 GB. */
export const keptSnapshots = 200;

/** The time to the millisecond, and a count for those of the same one: sorted as text they stand in order. */
const snapshotId = /^\d{8}T\d{9}Z-\d{3}$/;
const idOf = (at: string, count: number): string =>
  `${at.replace(/[-:.]/g, '')}-${String(count).padStart(3, '0')}`;

const Kept = v.pipe(v.string(), v.parseJson(), v.omit(Snapshot, ['id']));

/** Copies files into a folder of their own below `folder`, which appears there whole or not at all. */
export const makeSnapshot = async (
  folder: string,
  reason: Snapshot['reason'],
  files: readonly NamedBytes[],
): Promise<Snapshot> => {
  const at = new Date().toISOString();
  const listed = files.map(({ path, bytes }) => ({ path, lengthBytes: bytes.length }));
  const half = halfPath(join(folder, 'snapshot'));
  try {
    await mkdir(join(half, 'files'), { recursive: true, mode: 0o700 });
    for (const { path, bytes } of files) await writeThrough(join(half, 'files', path), bytes);
    await writeThrough(join(half, 'snapshot.json'), JSON.stringify({ at, reason, files: listed }));
    await syncFolder(join(half, 'files'));
    await syncFolder(half);
    const id = await moveToFreeId(folder, half, at);
    await syncFolder(folder);
    await removeOldest(folder, id);
    return { id, at, reason, files: listed };
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    throw error;
  }
};

const moveToFreeId = async (folder: string, half: string, at: string): Promise<string> => {
  for (let count = 0; ; count += 1) {
    const id = idOf(at, count);
    try {
      await rename(half, join(folder, id));
      return id;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY';
      if (!taken) throw error;
    }
  }
};

const idsIn = async (folder: string): Promise<string[]> =>
  ((await readdir(folder).catch(undefinedIfMissing)) ?? []).filter((name) => snapshotId.test(name)).sort();

/** The one just made stays also where the clock was set back and it sorts first. */
const removeOldest = async (folder: string, made: string): Promise<void> => {
  const older = (await idsIn(folder)).filter((id) => id !== made);
  for (const id of older.slice(0, Math.max(0, older.length + 1 - keptSnapshots))) {
    await rm(join(folder, id), { recursive: true, force: true });
  }
};

/** The snapshots below `folder`, newest first. A folder that is none of ours is passed over. */
export const listSnapshots = async (folder: string): Promise<Snapshot[]> => {
  const snapshots: Snapshot[] = [];
  for (const id of (await idsIn(folder)).reverse()) {
    const kept = await describe(folder, id);
    if (kept) snapshots.push({ id, ...kept });
  }
  return snapshots;
};

const describe = async (folder: string, id: string): Promise<Omit<Snapshot, 'id'> | undefined> => {
  const text = await readFile(join(folder, id, 'snapshot.json'), 'utf8').catch(undefinedIfMissing);
  const kept = v.safeParse(Kept, text);
  return kept.success ? kept.output : undefined;
};

/** The files of a snapshot, of those that have one of these names. */
export const readSnapshot = async (
  folder: string,
  id: string,
  names: readonly string[],
): Promise<Outcome<NamedBytes[]>> => {
  const kept = snapshotId.test(id) ? await describe(folder, id) : undefined;
  if (!kept) return fail(labFailure('not-found', { thing: `snapshot ${id}` }));
  const files: NamedBytes[] = [];
  for (const path of names.filter((name) => kept.files.some((file) => file.path === name))) {
    const bytes = await readBytes(join(folder, id, 'files', path));
    if (!bytes.ok) return bytes;
    if (bytes.value) files.push({ path, bytes: bytes.value });
  }
  return succeed(files);
};
