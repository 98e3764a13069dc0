import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, succeeded } from './run.mjs';
import { root } from './root.mjs';

/** The oldest Node that Electron's own downloader runs on. */
const oldest = { major: 22, minor: 12 };

/**
 * Why there can be no window, for the end of a sentence; null where there may be one. `environment` is the process's.
 * @param {{ uid: number | undefined, environment: NodeJS.ProcessEnv }} surroundings
 * @returns {string | null}
 */
export const whyNoWindow = ({ uid, environment }) => {
  if (!environment.WAYLAND_DISPLAY && !environment.DISPLAY) return 'there is no display';
  if (uid === 0) return 'Electron runs as root only without its sandbox, and the lab does not give that up';
  return null;
};

/** Where Electron's program lies, or null: npm brings only its downloader. @param {string} [folder] @returns {string | null} */
export const findElectron = (folder = join(root, 'node_modules', 'electron')) => {
  const record = join(folder, 'path.txt');
  if (!existsSync(record)) return null;
  const program = join(folder, 'dist', readFileSync(record, 'utf8'));
  return existsSync(program) ? program : null;
};

/** @param {string} version as in process.versions.node */
export const canFetchElectron = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest.major || (major === oldest.major && minor >= oldest.minor);
};

/**
 * Electron's program, fetched where it is not here yet; `reason` ends a sentence.
 * @param {{ timeoutMs: number, say: (sentence: string) => void, version?: string, folder?: string }} options
 * @returns {Promise<{ program: string } | { reason: string }>}
 */
export const obtainElectron = async ({ timeoutMs, say, version = process.versions.node, folder }) => {
  const here = findElectron(folder);
  if (here !== null) return { program: here };
  if (!canFetchElectron(version)) {
    return {
      reason: `Electron is not here yet, and fetching it takes Node ${oldest.major}.${oldest.minor} or newer (this is ${version})`,
    };
  }
  const seconds = Math.round(timeoutMs / 1000);
  say(`Fetching Electron, once, some 110 MB; giving up after ${seconds} s …`);
  const script = join(folder ?? join(root, 'node_modules', 'electron'), 'install.js');
  const fetched = await run([process.execPath, script], { timeoutMs, cwd: root });
  const program = findElectron(folder);
  if (succeeded(fetched) && program !== null) return { program };
  if (fetched.ended === 'timeout') return { reason: `Electron could not be fetched within ${seconds} s` };
  return { reason: `Electron could not be fetched (${lastLine(fetched.output)})` };
};

/** The line that names the error: stacks follow it. @param {string} output */
const lastLine = (output) =>
  output
    .split('\n')
    .find((line) => /error/i.test(line))
    ?.trim() || 'its downloader failed without a word';
