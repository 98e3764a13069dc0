import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';

// Each test bundles for real, some several times, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const checkout = join(import.meta.dirname, '..', '..', '..');
const program = `
const build = await import(process.argv[1]);
const said = await build.buildIfStale().catch(({ name, message, output }) => ({ name, message, output }));
console.log(JSON.stringify(said));
`;

let folder = '';
const at = (...path: string[]) => join(folder, ...path);
const write = (path: string, text: string) => {
  mkdirSync(join(at(path), '..'), { recursive: true });
  writeFileSync(at(path), text);
};

/** Runs buildIfStale() of the small project, in a process of its own as the command line does. */
const build = async (): Promise<unknown> => {
  const args = ['--input-type=module', '-e', program, at('app/setup/build.mjs')];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xdp-lab-build-'));
  cpSync(join(checkout, 'app/setup'), at('app/setup'), { recursive: true });
  for (const file of ['vite.config.ts', 'package.json']) cpSync(join(checkout, file), at(file));
  symlinkSync(join(checkout, 'node_modules'), at('node_modules'));
  write('app/greeting.ts', "export const greeting = 'one';");
  write(
    'app/hosts/cli/main.ts',
    "import { greeting } from '../../greeting.ts'; console.log('cli', greeting);",
  );
  write(
    'app/engine/lessons/bake.ts',
    "import { mkdirSync, writeFileSync } from 'node:fs'; const baked = new URL('./lessons/', import.meta.url); mkdirSync(baked, { recursive: true }); writeFileSync(new URL('only.json', baked), '{}');",
  );
  write('app/helper/main.ts', "import { greeting } from '../greeting.ts'; console.log('helper', greeting);");
  write('bpf/lab/nothing.c', 'int nothing(void *ctx) { return 0; }');
  return () => {
    rmSync(folder, { recursive: true });
  };
});

test('the first build makes the bundles and the lab’s programs; the second does nothing', async () => {
  expect(await build()).toEqual({ built: true });
  expect(
    ['cli.js', 'helper.js', 'bpf/nothing.o', 'lessons/only.json'].filter(
      (file) => !existsSync(at('dist', file)),
    ),
  ).toEqual([]);
  expect(await build()).toEqual({ built: false });
});

test('a changed source, or a lost bundle, is built again', async () => {
  write('app/greeting.ts', "export const greeting = 'another';");
  expect(await build()).toEqual({ built: true });
  const { stdout } = await promisify(execFile)(process.execPath, [at('dist/cli.js')]);
  expect(stdout).toBe('cli another\n');
  rmSync(at('dist/helper.js'));
  expect(await build()).toEqual({ built: true });
});

test('chunks of builds before the last one do not pile up', async () => {
  for (const greeting of ['two', 'three', 'four']) {
    write('app/greeting.ts', `export const greeting = '${greeting}';`);
    await build();
  }
  expect(readdirSync(at('dist/chunks')).length).toBeLessThanOrEqual(2);
  expect(readdirSync(at('dist')).filter((name) => name.startsWith('next-'))).toEqual([]);
});

test('two that build at once both end well', async () => {
  write('app/greeting.ts', "export const greeting = 'together';");
  const both = await Promise.all([build(), build()]);
  expect(both).toContainEqual({ built: true });
  expect(both).toContainEqual({ built: false });
});

test('the page is built with the rest, and again only for a change of its own', async () => {
  write(
    'renderer/vite.config.ts',
    'export default { root: import.meta.dirname, build: { outDir: "../dist/renderer" } };',
  );
  write('renderer/index.html', '<!doctype html><title>one</title>');
  await build();
  const pageTime = () => statSync(at('dist/renderer/index.html')).mtimeMs;
  expect(readFileSync(at('dist/renderer/index.html'), 'utf8')).toContain('one');
  const before = pageTime();

  write('app/greeting.ts', "export const greeting = 'not the page’s';");
  expect(await build()).toEqual({ built: true });
  expect(pageTime()).toBe(before);

  write('renderer/index.html', '<!doctype html><title>two</title>');
  expect(await build()).toEqual({ built: true });
  expect(readFileSync(at('dist/renderer/index.html'), 'utf8')).toContain('two');

  rmSync(at('dist/renderer'), { recursive: true });
  expect(await build()).toEqual({ built: true });
  expect(existsSync(at('dist/renderer/index.html'))).toBe(true);
});

test('a source that cannot be bundled is told with the bundler’s own words, without colours', async () => {
  write('app/greeting.ts', 'export const greeting = ;');
  onTestFinished(() => {
    write('app/greeting.ts', "export const greeting = 'mended';");
  });
  const failed = await build();
  expect(failed).toMatchObject({
    name: 'BuildError',
    message: 'Building the command line and the helper failed.',
  });
  expect(JSON.stringify(failed)).toContain('greeting.ts');
  expect(JSON.stringify(failed)).not.toContain('\\u001b');
});

test('a C program of the lab’s that does not compile is named', async () => {
  write('bpf/lab/broken.c', 'int broken(');
  onTestFinished(() => {
    rmSync(at('bpf/lab/broken.c'));
  });
  expect(await build()).toMatchObject({ message: 'Building broken.c failed.' });
});

test('where there are no sources there is nothing to build', async () => {
  rmSync(at('vite.config.ts'));
  expect(await build()).toEqual({ built: false });
});
