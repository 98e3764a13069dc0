import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../contract/index.ts';
import { orDiskFull } from '../disk-full.ts';
import type { Lab } from '../lab.ts';

/**
 * Writes an object into a fresh folder of the lab for tools that take a path, and removes both when the job is done.
 * Synchronously: /run is memory, and a turn of the event loop for each step would cost more than the step.
 */
export const withObjectOnDisk = <T>(
  lab: Lab,
  name: string,
  bytes: Uint8Array,
  job: (path: string) => Promise<Outcome<T>>,
): Promise<Outcome<T>> =>
  orDiskFull(lab.state.path, async () => {
    const objects = join(lab.folder, 'objects');
    mkdirSync(objects, { recursive: true, mode: 0o700 });
    const folder = mkdtempSync(`${objects}/`);
    try {
      const path = join(folder, `${name}.o`);
      writeFileSync(path, bytes, { mode: 0o600 });
      return await job(path);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
