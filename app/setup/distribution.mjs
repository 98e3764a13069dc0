import { existsSync, readFileSync } from 'node:fs';

/**
 * A Linux distribution as /etc/os-release tells it. `family` is null where its package names are not known; `tried` is
 * true for the versions the lab was made for.
 * @typedef {object} Distribution
 * @property {string} name for people: "Debian GNU/Linux 12 (bookworm)"
 * @property {import('./requirements.mjs').Family | null} family
 * @property {boolean} tried
 */

/** @type {Record<string, string[]>} */
const triedVersions = { debian: ['12', '13'], ubuntu: ['24.04'] };

/**
 * Reads os-release(5): KEY=value lines, values quoted or not. Derivatives (Mint, Pop!_OS …) name their parent in ID_LIKE.
 * @param {string} text
 * @returns {Distribution}
 */
export const readDistribution = (text) => {
  const field = fields(text);
  const id = field.get('ID') ?? 'linux';
  const ids = [id, ...(field.get('ID_LIKE') ?? '').split(' ')];
  // ID_LIKE of an Ubuntu derivative is "ubuntu debian": the nearer parent comes first.
  const family = ids.find((name) => name === 'debian' || name === 'ubuntu') ?? null;
  return {
    name: field.get('PRETTY_NAME') ?? field.get('NAME') ?? id,
    family: family === 'debian' || family === 'ubuntu' ? family : null,
    tried: triedVersions[id]?.includes(field.get('VERSION_ID') ?? '') ?? false,
  };
};

/** The distribution this machine runs. @returns {Distribution} */
export const thisDistribution = () => {
  const path = ['/etc/os-release', '/usr/lib/os-release'].find((candidate) => existsSync(candidate));
  return readDistribution(path === undefined ? '' : readFileSync(path, 'utf8'));
};

/** @param {string} text @returns {Map<string, string>} */
const fields = (text) =>
  new Map(
    text
      .split('\n')
      .map((line) => /^([A-Z_]+)=(["']?)(.*)\2$/.exec(line.trim()))
      .flatMap((match) => (match ? [[match[1] ?? '', match[3] ?? '']] : [])),
  );
