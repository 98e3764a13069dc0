import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder for the test file that asks for it, removed after its tests. */
export interface Scratch {
  readonly folder: string;
  /** Writes a file there and gives its path. */
  readonly file: (name: string, content: string | Uint8Array, mode?: number) => string;
}

export const scratchFolder = (): Scratch => {
  const folder = mkdtempSync(join(tmpdir(), 'test-xdp-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    file: (name, content, mode = 0o644) => {
      const path = join(folder, name);
      writeFileSync(path, content, { mode });
      return path;
    },
  };
};
