import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { fingerprint } from '../../../app/setup/files.mjs';

let folder = '';
const source = () => join(folder, 'a', 'b.ts');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xdp-lab-files-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  mkdirSync(join(folder, 'a'));
  writeFileSync(source(), 'one');
});

test('the same files give the same fingerprint', () => {
  expect(fingerprint([folder])).toBe(fingerprint([folder]));
});

test('a file written again changes it, at the same length too', () => {
  const before = fingerprint([folder]);
  utimesSync(source(), 1, 1);
  expect(fingerprint([folder])).not.toBe(before);
});

test('a file added or removed changes it', () => {
  const before = fingerprint([folder]);
  writeFileSync(join(folder, 'a', 'c.ts'), '');
  const added = fingerprint([folder]);
  rmSync(source());
  expect(new Set([before, added, fingerprint([folder])]).size).toBe(3);
});

test('a folder that is not there holds nothing', () => {
  expect(fingerprint([join(folder, 'absent')])).toBe('');
});
