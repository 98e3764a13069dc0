import { accessSync, closeSync, constants, existsSync, openSync, readSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { multiarchInclude, requirements, toolFolders } from './requirements.mjs';

/** @typedef {import('./requirements.mjs').Requirement} Requirement */

const headerFolders = ['/usr/include', multiarchInclude, '/usr/local/include'];
const libraryFolders = [
  multiarchInclude.replace('/include/', '/lib/'),
  '/usr/lib',
  '/usr/lib64',
  '/usr/local/lib',
];

/**
 * Where a requirement lies on this machine, or null. Looks at files only: no process is started, dpkg is not asked.
 * @param {Requirement} requirement
 * @returns {string | null}
 */
export const locate = ({ id, kind }) => {
  if (kind === 'header') return firstOf(headerFolders, id, existsSync);
  if (kind === 'library') return firstOf(libraryFolders, id, existsSync);
  if (id === 'bpftool') return firstOf([...commandFolders(), ...ubuntuToolFolders()], id, isProgram);
  return firstOf(commandFolders(), id, isExecutable);
};

/**
 * What is needed for the given purposes and not there.
 * @param {readonly Requirement['purpose'][]} purposes
 * @returns {Requirement[]}
 */
export const findMissing = (purposes) =>
  requirements.filter(
    (requirement) => purposes.includes(requirement.purpose) && locate(requirement) === null,
  );

const commandFolders = () => [...toolFolders, ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)];

/** One folder per kernel whose tools are installed. */
const ubuntuToolFolders = () => {
  const all = '/usr/lib/linux-tools';
  return existsSync(all) ? readdirSync(all).map((kernel) => join(all, kernel)) : [];
};

/**
 * @param {string[]} folders
 * @param {string} name
 * @param {(path: string) => boolean} accept
 */
const firstOf = (folders, name, accept) =>
  folders.map((folder) => join(folder, name)).find((path) => accept(path)) ?? null;

/** @param {string} path */
const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** True for a binary, false for a script of that name: an ELF file starts with 0x7f E L F. @param {string} path */
export const isProgram = (path) => {
  if (!isExecutable(path)) return false;
  const file = openSync(path, 'r');
  try {
    const magic = Buffer.alloc(4);
    readSync(file, magic, 0, 4, 0);
    return magic.toString('latin1') === '\x7fELF';
  } finally {
    closeSync(file);
  }
};
