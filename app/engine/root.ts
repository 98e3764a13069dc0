import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the lab's own files lie: the folder that holds `resources/` and `bpf/`, above this file or above the bundle. */
export const findRoot = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'resources', 'lessons'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('resources/lessons is missing: the installation is incomplete');
    folder = parent;
  }
  return folder;
};
