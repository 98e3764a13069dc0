import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';

/** Starts Electron's program as Node with the helper. It stands beside the archive, where the package managers put it as root's. */
const launcher = join('resources', 'xdp-lab-helper');

/** What the helper and its Node do not need of an AppImage: the page, the lessons, and what only windows use. */
const leftOut = [
  /^locales(\/|$)/,
  /^chrome[-_]/,
  /\.(pak|html|txt)$/,
  /^resources\/app\.asar$/,
  /^resources\/app\.asar\.unpacked\/(bpf|resources)(\/|$)/,
  /^resources\/app\.asar\.unpacked\/dist\/(renderer|lessons|cli\.js)(\/|$)/,
];

const isNeeded = (path: string): boolean => !leftOut.some((pattern) => pattern.test(path));

/** The XDG base directory specification: caches lie in `$XDG_CACHE_HOME`, which must be absolute, or `~/.cache`. */
const cacheFolder = ({ XDG_CACHE_HOME: named }: NodeJS.ProcessEnv): string =>
  named !== undefined && isAbsolute(named) ? named : join(homedir(), '.cache');

const copyInto = (copy: string, installed: string): void => {
  const half = mkdtempSync(`${copy}-`);
  try {
    cpSync(installed, half, {
      recursive: true,
      filter: (source) => isNeeded(relative(installed, source)),
    });
    renameSync(half, copy);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
};

/** Tells one AppImage from another, also where a download or a copy gave both the same time. */
const nameOf = (installed: string, image: string): string => {
  const { size, mtimeMs } = statSync(image);
  const helper = readFileSync(join(installed, 'resources', 'app.asar.unpacked', 'dist', 'helper.js'));
  return createHash('sha256').update(`${size} ${mtimeMs}\n`).update(helper).digest('hex').slice(0, 32);
};

/** Copies once for each AppImage, beside and renamed: what was broken off is never taken for a whole. Older copies go. */
const copyOf = (installed: string, image: string, environment: NodeJS.ProcessEnv): string => {
  const folder = join(cacheFolder(environment), 'xdp-lab', 'helper');
  const copy = join(folder, nameOf(installed, image));
  if (existsSync(copy)) return copy;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const older of readdirSync(folder)) rmSync(join(folder, older), { recursive: true, force: true });
  copyInto(copy, installed);
  return copy;
};

/** Whether this program runs from the AppImage named: one that another AppImage started inherits that one's variables. */
const isOfImage = (installed: string, { APPDIR }: NodeJS.ProcessEnv): boolean => {
  if (APPDIR === undefined || !isAbsolute(APPDIR)) return false;
  const way = relative(APPDIR, installed);
  return way !== '..' && !way.startsWith('../');
};

/**
 * The path of the helper's launcher that root can read. An AppImage is mounted by FUSE for its user alone, so root could not even
 * see it: there what the helper needs is copied into a private folder of the learner's cache. `installed` holds the program.
 */
export const readableHelper = (installed: string, environment: NodeJS.ProcessEnv): string => {
  const image = environment['APPIMAGE'];
  if (image === undefined || !isOfImage(installed, environment)) return join(installed, launcher);
  try {
    return join(copyOf(installed, image, environment), launcher);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    // Reading, editing and compiling work without; becoming root will say that the launcher cannot be read.
    console.error(`xdp-lab: the helper could not be copied for root: ${error.message}`);
    return join(installed, launcher);
  }
};
