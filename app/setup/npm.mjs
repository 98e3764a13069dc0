import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * One entry of package-lock.json's `packages`: what lies in a folder of node_modules.
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 */
/** @typedef {Record<string, LockedPackage>} LockedPackages */

/**
 * Whether the installed packages are those the lock names. Optional ones (binaries for other machines) may be absent.
 * @param {LockedPackages} locked
 * @param {LockedPackages} installed
 * @returns {boolean}
 */
export const isInstalled = (locked, installed) =>
  Object.entries(locked).every(([folder, wanted]) => {
    if (folder === '') return true;
    const found = installed[folder];
    if (found === undefined) return wanted.optional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });

/**
 * Whether node_modules holds what package-lock.json names. npm writes its own record of what it installed,
 * node_modules/.package-lock.json, as its last step: an interrupted `npm ci` leaves none.
 * @param {string} [folder]
 * @returns {boolean}
 */
export const packagesInstalled = (folder = root) => {
  const record = join(folder, 'node_modules', '.package-lock.json');
  return existsSync(record) && isInstalled(packagesIn(join(folder, 'package-lock.json')), packagesIn(record));
};

/** @param {string} path @returns {LockedPackages} */
const packagesIn = (path) => JSON.parse(readFileSync(path, 'utf8')).packages ?? {};

/** The command line that installs exactly what the lock names, the tools to build and test with included. */
export const npmCi = () => {
  const ci = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const script = process.env.npm_execpath ?? '';
  // The npm that started this process is the one whose cache and settings the user expects.
  return script.endsWith('npm-cli.js') ? [process.execPath, script, ...ci] : ['npm', ...ci];
};
