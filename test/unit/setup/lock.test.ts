import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { withLock } from '../../../app/setup/lock.mjs';

let path = '';

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'xdp-lab-lock-'));
  path = join(folder, 'lock');
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
});

test('the lock is held during the work and gone after it', () => {
  expect(withLock(path, 0, () => existsSync(path))).toBe(true);
  expect(existsSync(path)).toBe(false);
});

test('the lock is gone when the work throws', () => {
  expect(() =>
    withLock(path, 0, () => {
      throw new Error('no room');
    }),
  ).toThrow('no room');
  expect(existsSync(path)).toBe(false);
});

test('the lock of a process that has died is taken over', () => {
  const { pid } = spawnSync('true');
  writeFileSync(path, `${pid}`);
  expect(withLock(path, 0, () => 'done')).toBe('done');
});

test('the lock of a living process is waited for, and then given up with its number', () => {
  writeFileSync(path, `${process.pid}`);
  expect(() => withLock(path, 0, () => 'done')).toThrow(`process ${process.pid}`);
});
