import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every regular file at or below the given paths, absolute; paths that do not exist hold none.
 * @param {string[]} paths
 * @returns {string[]}
 */
export const filesBelow = (paths) => paths.flatMap((path) => filesAt(path));

/** @param {string} path @returns {string[]} */
const filesAt = (path) => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  return stat.isDirectory() ? filesIn(path) : [path];
};

/** @param {string} folder @returns {string[]} */
const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });

/**
 * A text that changes when any of the files at or below `paths` is written, added or removed.
 * @param {string[]} paths
 * @returns {string}
 */
export const fingerprint = (paths) =>
  filesBelow(paths)
    .map((path) => {
      const stat = statSync(path, { throwIfNoEntry: false });
      return `${path} ${stat?.mtimeMs ?? 0} ${stat?.size ?? 0}\n`;
    })
    .join('');
