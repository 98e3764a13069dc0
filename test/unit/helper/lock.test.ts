import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockHolder, lockWithin, tryLock } from '../../../app/helper/lock.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'environment-x.lock');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('a lock', () => {
  it('has one owner, whom the others are told', () => {
    const { lock } = tryLock(path);
    expect(tryLock(path)).toEqual({ lock: null, heldBy: process.pid });
    expect(lockHolder(path)).toBe(process.pid);
    lock?.release();
  });

  it('can be taken again once it is released, and leaves no file', () => {
    tryLock(path).lock?.release();
    expect(existsSync(path)).toBe(false);
    const again = tryLock(path);
    expect(again.lock).not.toBeNull();
    again.lock?.release();
  });

  it('released twice does not release the next owner', () => {
    const first = tryLock(path).lock;
    first?.release();
    const second = tryLock(path).lock;
    first?.release();
    expect(lockHolder(path)).toBe(process.pid);
    second?.release();
  });

  it('is nobody’s where only a dead owner’s file is left', () => {
    writeFileSync(path, '12345\n');
    expect(lockHolder(path)).toBeNull();
    const { lock } = tryLock(path);
    expect(lock).not.toBeNull();
    expect(lockHolder(path)).toBe(process.pid);
    lock?.release();
  });

  it('is not inherited by a child', () => {
    const { lock } = tryLock(path);
    const held = spawnSync('ls', ['-l', '/proc/self/fd'], { encoding: 'utf8' }).stdout;
    expect(held).not.toContain(path);
    lock?.release();
  });

  it('that is held only for a moment is waited for', async () => {
    const { lock } = tryLock(path);
    const waiting = lockWithin(path, 10_000);
    lock?.release();
    const { lock: next } = await waiting;
    expect(next).not.toBeNull();
    next?.release();
  });

  it('is not waited for longer than asked', async () => {
    const { lock } = tryLock(path);
    expect(await lockWithin(path, 0)).toEqual({ lock: null, heldBy: process.pid });
    lock?.release();
  });
});
