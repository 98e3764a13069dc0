import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isInstalled, packagesInstalled } from '../../../app/setup/npm.mjs';

const locked = {
  '': { version: '1.0.0' },
  'node_modules/valibot': { version: '1.5.0', integrity: 'sha512-a' },
  'node_modules/@koromix/koffi-darwin-x64': { version: '3.3.4', integrity: 'sha512-b', optional: true },
};

test('binaries for another machine need not be installed', () => {
  expect(isInstalled(locked, { 'node_modules/valibot': { version: '1.5.0', integrity: 'sha512-a' } })).toBe(
    true,
  );
});

test('a package that is not installed asks for npm ci', () => {
  expect(isInstalled(locked, {})).toBe(false);
});

test('a package of another version asks for npm ci', () => {
  expect(isInstalled(locked, { 'node_modules/valibot': { version: '1.4.0', integrity: 'sha512-c' } })).toBe(
    false,
  );
});

test('node_modules without the record npm writes last is not taken for installed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xdp-lab-npm-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const lock = JSON.stringify({ packages: { 'node_modules/ws': { version: '8.23.0' } } });
  writeFileSync(join(folder, 'package-lock.json'), lock);
  mkdirSync(join(folder, 'node_modules', 'ws'), { recursive: true });
  expect(packagesInstalled(folder)).toBe(false);
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), lock);
  expect(packagesInstalled(folder)).toBe(true);
});
