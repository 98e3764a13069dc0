import { readFileSync, rmSync, writeFileSync } from 'node:fs';

const pollMs = 100;

/**
 * Runs `work` while holding the lock file at `path`, waiting for another process that holds it. A lock whose owner has
 * died is taken over. Throws when the owner still holds it after `timeoutMs`.
 * @template T
 * @param {string} path
 * @param {number} timeoutMs
 * @param {() => T} work
 * @returns {T}
 */
export const withLock = (path, timeoutMs, work) => {
  const giveUpAt = Date.now() + timeoutMs;
  while (!take(path)) {
    const owner = ownerOf(path);
    if (owner !== null && !isAlive(owner)) rmSync(path, { force: true });
    else if (Date.now() > giveUpAt) throw new Error(`${path} is still held by process ${owner ?? '?'}.`);
    else pause();
  }
  try {
    return work();
  } finally {
    rmSync(path, { force: true });
  }
};

/** @param {string} path @returns {boolean} */
const take = (path) => {
  try {
    writeFileSync(path, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

/** Null while its owner has created the file but not yet written its number. @param {string} path @returns {number | null} */
const ownerOf = (path) => {
  try {
    return Number(readFileSync(path, 'utf8')) || null;
  } catch {
    return null;
  }
};

/** @param {number} pid @returns {boolean} */
const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const pause = () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMs);
};
