import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { filesBelow, fingerprint } from './files.mjs';
import { withLock } from './lock.mjs';
import { multiarchInclude } from './requirements.mjs';
import { root } from './root.mjs';

const dist = join(root, 'dist');
const stampPath = join(dist, 'build-stamp.json');
const sources = [
  'app',
  'main',
  'renderer',
  'bench',
  'bpf/lab',
  'bpf/include',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
].map((path) => join(root, path));
const pageSources = [
  'renderer',
  'app/contract',
  'app/rpc',
  'app/packet',
  'package.json',
  'package-lock.json',
].map((path) => join(root, path));
const pageConfig = join(root, 'renderer', 'vite.config.ts');
const page = join(dist, 'renderer');
const desktopConfig = join(root, 'main', 'vite.config.ts');
const desktop = join(dist, 'main');
const timeoutMs = 120_000;

/**
 * What the last build and its page were made from, and the chunks it wrote.
 * @typedef {{ sources: string, page: string, chunks: string[] }} Stamp
 */

/** A build that failed: `message` is one sentence, `output` what the tool said, word for word. */
export class BuildError extends Error {
  /** @param {string} message @param {string} output */
  constructor(message, output) {
    super(message);
    this.name = 'BuildError';
    this.output = output;
  }
}

/**
 * Brings dist/ up to date with the sources: the bundles cli.js and helper.js, the desktop app's in main/,
 * the lab's own programs in bpf/*.o, the page, and the lessons as they were read and checked.
 * Does nothing where nothing changed, or where there are no sources (an installed package). Throws a {@link BuildError}.
 * @returns {Promise<{ built: boolean }>}
 */
export const buildIfStale = () => {
  if (!existsSync(join(root, 'vite.config.ts'))) return Promise.resolve({ built: false });
  if (isFresh(fingerprint(sources))) return Promise.resolve({ built: false });
  return new Promise((resolve) => {
    resolve({ built: buildOnce() });
  });
};

const buildOnce = () => {
  if (!existsSync(viteScript)) {
    throw new BuildError('The npm packages are not installed yet: run npm start once.', '');
  }
  try {
    mkdirSync(join(dist, 'bpf'), { recursive: true });
    return withLock(join(dist, 'build-lock'), timeoutMs, () => {
      const before = fingerprint(sources);
      if (isFresh(before)) return false;
      build(before);
      return true;
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
      throw new BuildError(`${dist} belongs to another user: remove it (sudo rm -r dist) and try again.`, '');
    }
    throw error;
  }
};

/** @param {string} now */
const isFresh = (now) =>
  readStamp()?.sources === now &&
  existsSync(join(dist, 'cli.js')) &&
  existsSync(join(dist, 'helper.js')) &&
  hasPage() &&
  hasDesktop() &&
  labPrograms().every((source) => existsSync(objectOf(source)));

/** @returns {Stamp | null} */
const readStamp = () => (existsSync(stampPath) ? JSON.parse(readFileSync(stampPath, 'utf8')) : null);

/** Builds beside and renames into place, so that a lab that starts meanwhile never reads half a file. @param {string} from */
const build = (from) => {
  const fresh = join(dist, `next-${process.pid}`);
  try {
    run(
      'clang',
      labPrograms(),
      (source) => [...clangFlags, '-c', source, '-o', join(fresh, objectName(source))],
      fresh,
    );
    run(
      process.execPath,
      ['the command line and the helper'],
      () => [viteScript, 'build', '--outDir', fresh, '--logLevel', 'warn'],
      fresh,
    );
    if (existsSync(desktopConfig)) buildDesktop(fresh);
    const pageFrom = fingerprint(pageSources);
    // Most changes are not the page's, and it takes longer than all the rest.
    if (existsSync(pageConfig) && !(hasPage() && readStamp()?.page === pageFrom)) buildPage(fresh);
    install(fresh, from, pageFrom);
    run(process.execPath, ['the lessons'], () => [join(dist, 'bake-lessons.js')], fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
};

/** @param {string} fresh */
const buildPage = (fresh) => {
  const made = join(fresh, 'renderer');
  run(
    process.execPath,
    ['the page'],
    () => [viteScript, 'build', '--config', pageConfig, '--outDir', made, '--logLevel', 'warn'],
    fresh,
  );
  replace(page, made);
};

/** The app's process, and the preload script, which alone must be CommonJS. @param {string} fresh */
const buildDesktop = (fresh) => {
  const made = join(fresh, 'main');
  run(
    process.execPath,
    ['production', 'preload'],
    (mode) => [
      ...[viteScript, 'build', '--config', desktopConfig],
      ...['--mode', mode, '--outDir', made, '--logLevel', 'warn'],
    ],
    fresh,
  );
  replace(desktop, made);
};

/** @param {string} folder @param {string} made */
const replace = (folder, made) => {
  rmSync(folder, { recursive: true, force: true });
  renameSync(made, folder);
};

const hasPage = () => existsSync(join(page, 'index.html')) || !existsSync(pageConfig);

const hasDesktop = () =>
  ['main.js', 'preload.cjs'].every((name) => existsSync(join(desktop, name))) || !existsSync(desktopConfig);

const viteScript = join(root, 'node_modules', 'vite', 'bin', 'vite.js');

const clangFlags = ['-target', 'bpf', '-O2', '-g'].concat(
  [join(root, 'bpf', 'include'), join(root, 'bpf', 'include', 'common'), multiarchInclude].flatMap((path) => [
    '-I',
    path,
  ]),
);

const labPrograms = () => filesBelow([join(root, 'bpf', 'lab')]).filter((path) => path.endsWith('.c'));

/** @param {string} source */
const objectName = (source) => `${basename(source, '.c')}.o`;

/** @param {string} source */
const objectOf = (source) => join(dist, 'bpf', objectName(source));

/**
 * @param {string} tool
 * @param {string[]} subjects
 * @param {(subject: string) => string[]} args
 * @param {string} folder
 */
const run = (tool, subjects, args, folder) => {
  mkdirSync(folder, { recursive: true });
  for (const subject of subjects) {
    const { status, error, stdout, stderr } = spawnSync(tool, args(subject), {
      cwd: root,
      encoding: 'utf8',
      timeout: timeoutMs,
    });
    if (error && 'code' in error && error.code === 'ENOENT') {
      throw new BuildError(`${tool} is not installed: run npm start once, it installs what is missing.`, '');
    }
    if (status !== 0) {
      // The bundler colours its errors also where nothing can show colours.
      throw new BuildError(
        `Building ${basename(subject)} failed.`,
        stripVTControlCharacters(stdout + stderr),
      );
    }
  }
};

/** @param {string} fresh @param {string} from @param {string} pageFrom */
const install = (fresh, from, pageFrom) => {
  const chunks = join(fresh, 'chunks');
  const written = existsSync(chunks) ? readdirSync(chunks) : [];
  const before = readStamp()?.chunks ?? [];
  mkdirSync(join(dist, 'chunks'), { recursive: true });
  for (const chunk of written) renameSync(join(chunks, chunk), join(dist, 'chunks', chunk));
  for (const source of labPrograms()) renameSync(join(fresh, objectName(source)), objectOf(source));
  for (const entry of ['helper.js', 'cli.js', 'bake-lessons.js'])
    renameSync(join(fresh, entry), join(dist, entry));
  // A lab still running from the build before may yet import its chunks; older ones nobody can.
  for (const chunk of readdirSync(join(dist, 'chunks'))) {
    if (!written.includes(chunk) && !before.includes(chunk)) rmSync(join(dist, 'chunks', chunk));
  }
  writeFileSync(join(fresh, 'stamp'), JSON.stringify({ sources: from, page: pageFrom, chunks: written }));
  renameSync(join(fresh, 'stamp'), stampPath);
};
