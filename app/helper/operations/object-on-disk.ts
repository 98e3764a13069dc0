import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, labFailure, type Outcome } from '../../contract/index.ts';
import type { Lab } from '../lab.ts';

/**
 * Writes an object into a fresh folder of the lab for tools that take a path, and removes both when the job is done.
 * Synchronously: /run is memory, and a turn of the event loop for each step would cost more than the step.
 */
export const withObjectOnDisk = async <T>(
  lab: Lab,
  name: string,
  bytes: Uint8Array,
  job: (path: string) => Promise<Outcome<T>>,
): Promise<Outcome<T>> => {
  const objects = join(lab.folder, 'objects');
  let folder: string | undefined;
  try {
    mkdirSync(objects, { recursive: true, mode: 0o700 });
    folder = mkdtempSync(`${objects}/`);
    const path = join(folder, `${name}.o`);
    writeFileSync(path, bytes, { mode: 0o600 });
    return await job(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) {
      return fail(labFailure('disk-full', { thing: `${name}.o`, detail: error.message }));
    }
    throw error;
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
};
