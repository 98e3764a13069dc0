import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { findPlaces } from '../../../main/places.ts';
import { scratchFolder } from '../../support/scratch.ts';

const scratch = scratchFolder();

/** An installed package with the files that matter here, as electron-builder lays them out. */
const installed = (name: string): string => {
  const folder = join(scratch.folder, name);
  const put = (path: string, mode = 0o644) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    scratch.file(join(name, path), path, mode);
  };
  put('xdp-lab', 0o755);
  for (const path of ['libffmpeg.so', 'icudtl.dat', 'resources.pak', 'locales/ja.pak', 'chrome-sandbox'])
    put(path);
  put('resources/xdp-lab-helper', 0o755);
  put('resources/app.asar');
  const open = 'resources/app.asar.unpacked';
  for (const path of [
    'package.json',
    'dist/helper.js',
    'dist/chunks/a.js',
    'dist/bpf/tag.o',
    'dist/renderer/index.html',
  ])
    put(join(open, path));
  for (const path of ['node_modules/koffi/index.js', 'bpf/include/common/x.h', 'resources/lessons/x.yaml'])
    put(join(open, path));
  return folder;
};

const packaged = (folder: string, environment: NodeJS.ProcessEnv = {}) =>
  findPlaces({
    isPackaged: true,
    appPath: join(folder, 'resources', 'app.asar'),
    executable: join(folder, 'xdp-lab'),
    environment,
  });

test('in a checkout all lies there, and the Node of npm start runs the helper', () => {
  const environment = { XDP_LAB_NODE: '/usr/bin/node' };
  const surroundings = { isPackaged: false, appPath: '/lab', executable: '/x/electron', environment };
  expect(findPlaces(surroundings)).toEqual({
    root: '/lab',
    preload: '/lab/dist/main/preload.cjs',
    page: '/lab/dist/renderer',
    icon: '/lab/resources/icons/256x256.png',
    helper: { path: '/lab/dist/helper.js', interpreter: '/usr/bin/node' },
  });
});

test('installed, what other programs read lies outside the archive, and the launcher starts the helper', () => {
  const folder = installed('opt');
  const { root, preload, helper } = packaged(folder);
  expect(root).toBe(join(folder, 'resources', 'app.asar.unpacked'));
  expect(preload).toBe(join(folder, 'resources', 'app.asar', 'dist', 'main', 'preload.cjs'));
  expect(helper).toEqual({ path: join(folder, 'resources', 'xdp-lab-helper'), interpreter: null });
});

test('of an AppImage, which root cannot read, the helper is copied into a private folder, once', () => {
  const folder = installed('mounted');
  const cache = join(scratch.folder, 'cache');
  const image = scratch.file('XDP-Lab.AppImage', 'image');
  utimesSync(image, 1, 1);
  const environment = { APPIMAGE: image, APPDIR: folder, XDG_CACHE_HOME: cache };
  const { helper } = packaged(folder, environment);
  const copy = join(dirname(helper.path), '..');
  expect(dirname(copy)).toBe(join(cache, 'xdp-lab', 'helper'));
  expect(helper).toEqual({ path: join(copy, 'resources', 'xdp-lab-helper'), interpreter: null });
  expect(statSync(copy).mode & 0o777).toBe(0o700);
  expect(statSync(helper.path).mode & 0o100).toBe(0o100);
  const open = join(copy, 'resources', 'app.asar.unpacked');
  for (const path of ['xdp-lab', 'libffmpeg.so', 'icudtl.dat'])
    expect(existsSync(join(copy, path))).toBe(true);
  for (const path of [
    'package.json',
    'dist/helper.js',
    'dist/chunks/a.js',
    'dist/bpf/tag.o',
    'node_modules/koffi/index.js',
  ])
    expect(existsSync(join(open, path))).toBe(true);
  for (const path of ['locales', 'chrome-sandbox', 'resources.pak', 'resources/app.asar'])
    expect(existsSync(join(copy, path))).toBe(false);
  for (const path of ['bpf', 'resources', 'dist/renderer']) expect(existsSync(join(open, path))).toBe(false);

  scratch.file('mounted/xdp-lab', 'another', 0o755);
  packaged(folder, environment);
  expect(readFileSync(join(copy, 'xdp-lab'), 'utf8')).toBe('xdp-lab');

  // A newer AppImage brings its own, and the older copy goes.
  utimesSync(image, 2, 2);
  const newer = packaged(folder, environment).helper.path;
  expect(readFileSync(join(dirname(newer), '..', 'xdp-lab'), 'utf8')).toBe('another');
  expect(readdirSync(join(cache, 'xdp-lab', 'helper'))).toEqual([basename(join(dirname(newer), '..'))]);
});

test.each([
  ['of another size', (image: string) => scratch.file(basename(image), 'another image')],
  ['with another helper', () => scratch.file('same/resources/app.asar.unpacked/dist/helper.js', 'mended')],
])('an AppImage %s brings a copy of its own, though it bears the same time', (_what, change) => {
  const folder = installed('same');
  const image = scratch.file('Same.AppImage', 'image');
  utimesSync(image, 1, 1);
  const environment = {
    APPIMAGE: image,
    APPDIR: folder,
    XDG_CACHE_HOME: join(scratch.folder, 'cache-of-same'),
  };
  const before = packaged(folder, environment).helper.path;
  change(image);
  utimesSync(image, 1, 1);
  expect(packaged(folder, environment).helper.path).not.toBe(before);
});

test.each([
  ['another folder', () => join(scratch.folder, 'other.mount')],
  ['none', () => undefined],
  ['a folder beside, whose name begins alike', (folder: string) => folder.slice(0, -1)],
])('where the AppImage in the environment was mounted at %s, the program is not of it', (_where, mounted) => {
  const folder = installed('deb');
  const environment = {
    APPIMAGE: scratch.file('Other.AppImage', 'image'),
    APPDIR: mounted(folder),
    XDG_CACHE_HOME: join(scratch.folder, 'cache-of-deb'),
  };
  expect(packaged(folder, environment).helper.path).toBe(join(folder, 'resources', 'xdp-lab-helper'));
  expect(existsSync(environment.XDG_CACHE_HOME)).toBe(false);
});

test('where the copy cannot be made, the app still starts, and says why root will not be had', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  onTestFinished(() => {
    said.mockRestore();
  });
  const folder = installed('full');
  const environment = {
    APPIMAGE: scratch.file('Full.AppImage', ''),
    APPDIR: folder,
    XDG_CACHE_HOME: scratch.file('no-folder', ''),
  };
  expect(packaged(folder, environment).helper.path).toBe(join(folder, 'resources', 'xdp-lab-helper'));
  expect(said.mock.calls.join()).toContain('could not be copied for root');
});
