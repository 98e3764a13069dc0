import { existsSync, readdirSync } from 'node:fs';
import { packagesFor } from './requirements.mjs';

/** @typedef {import('./distribution.mjs').Distribution} Distribution */
/** @typedef {import('./requirements.mjs').Requirement} Requirement */
/** @typedef {import('./way-to-root.mjs').WayToRoot} WayToRoot */

/**
 * What to do about missing things: run these packages' installation, or stop with these sentences.
 * @typedef {{ do: 'nothing' } | { do: 'install', packages: string[] } | { do: 'stop', sentences: string[] }} Plan
 */

/**
 * Decides what to do about what is missing. Changes nothing.
 * @param {readonly Requirement[]} missing
 * @param {Distribution} distribution
 * @param {WayToRoot} way
 * @returns {Plan}
 */
export const planInstallation = (missing, { name, family }, way) => {
  if (missing.length === 0) return { do: 'nothing' };
  const things = missing.map(({ id }) => id).join(', ');
  if (family === null) {
    return {
      do: 'stop',
      sentences: [
        `These are missing: ${things}.`,
        `XDP Lab can install them on Debian 12 and 13 and on Ubuntu 24.04. This is ${name}: please install them with its own package manager, then run this again.`,
      ],
    };
  }
  const packages = packagesFor(missing, family);
  if (way !== 'none') return { do: 'install', packages };
  return {
    do: 'stop',
    sentences: [`These are missing: ${things}. Paste this line, then run this again:`, pasteLine(packages)],
  };
};

/** One line for a shell that installs the packages. @param {readonly string[]} packages @returns {string} */
export const pasteLine = (packages) =>
  `sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}'`;

/** Whether apt has ever fetched lists of packages: a fresh container has none. */
export const hasPackageLists = (folder = '/var/lib/apt/lists') =>
  existsSync(folder) && readdirSync(folder).some((name) => /_Packages(\.\w+)?$/.test(name));

// Set through env(1): sudo drops the caller's environment. An upgrade that is under way holds the lock for a while.
const aptGet = [
  'env',
  'DEBIAN_FRONTEND=noninteractive',
  'NEEDRESTART_SUSPEND=1',
  'apt-get',
  '-o',
  'DPkg::Lock::Timeout=120',
];

/** @type {readonly string[]} */
export const aptUpdate = [...aptGet, 'update'];

/** @param {readonly string[]} packages @returns {string[]} */
export const aptInstall = (packages) => [...aptGet, 'install', '-y', '--no-install-recommends', ...packages];
