import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  canFetchElectron,
  findElectron,
  obtainElectron,
  whyNoWindow,
} from '../../../app/setup/electron-program.mjs';
import { scratchFolder } from '../../support/scratch.ts';

const scratch = scratchFolder();

/** A folder as npm leaves it: a downloader, here one that does `what`, and no program. */
const package_ = (name: string, what: string): string => {
  mkdirSync(join(scratch.folder, name));
  scratch.file(join(name, 'install.js'), what);
  return join(scratch.folder, name);
};

const downloads = `
const { mkdirSync, writeFileSync } = require('node:fs');
mkdirSync(__dirname + '/dist');
writeFileSync(__dirname + '/dist/electron', '');
writeFileSync(__dirname + '/path.txt', 'electron');
`;

const obtain = (folder: string, { version = '22.12.0', timeoutMs = 20_000 } = {}) => {
  const said: string[] = [];
  return {
    said,
    got: obtainElectron({ folder, version, timeoutMs, say: (sentence) => said.push(sentence) }),
  };
};

describe('a window', () => {
  test.each([
    ['X11', { DISPLAY: ':0' }],
    ['Wayland', { WAYLAND_DISPLAY: 'wayland-0' }],
  ])('may be on %s', (_what, environment) => {
    expect(whyNoWindow({ uid: 1000, environment })).toBeNull();
  });

  test('needs a display', () => {
    expect(whyNoWindow({ uid: 1000, environment: { DISPLAY: '' } })).toBe('there is no display');
  });

  test('is not opened for root, whose browser would have no sandbox', () => {
    expect(whyNoWindow({ uid: 0, environment: { DISPLAY: ':0' } })).toContain('root');
  });
});

describe('Electron', () => {
  test.each([
    ['20.19.0', false],
    ['22.11.0', false],
    ['22.12.0', true],
    ['24.0.0', true],
  ])('fetched by Node %s: %s', (version, can) => {
    expect(canFetchElectron(version)).toBe(can);
  });

  test('is fetched once, and that is said', async () => {
    const folder = package_('fetched', downloads);
    expect(findElectron(folder)).toBeNull();
    const first = obtain(folder);
    expect(await first.got).toEqual({ program: join(folder, 'dist', 'electron') });
    expect(first.said.join()).toContain('Fetching Electron');
    const second = obtain(folder, { version: '20.19.0' });
    expect(await second.got).toEqual({ program: join(folder, 'dist', 'electron') });
    expect(second.said).toEqual([]);
  });

  test('that cannot be reached gives the reason in its downloader’s words', async () => {
    const folder = package_(
      'offline',
      "console.error('RequestError: no route to host\\n  at x'); process.exit(1);",
    );
    expect(await obtain(folder).got).toEqual({
      reason: 'Electron could not be fetched (RequestError: no route to host)',
    });
  });

  test('that does not come is not waited for', async () => {
    const folder = package_('slow', 'setInterval(() => undefined, 1000);');
    expect(await obtain(folder, { timeoutMs: 100 }).got).toMatchObject({
      reason: expect.stringContaining('within') as string,
    });
  });

  test('cannot be fetched by an older Node, which is said before trying', async () => {
    const { got, said } = obtain(package_('old', downloads), { version: '20.19.0' });
    expect(await got).toMatchObject({ reason: expect.stringContaining('Node 22.12') as string });
    expect(said).toEqual([]);
  });
});
