import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { flock } from './libc.ts';

/** A lock that is held until it is released or its owner dies. */
export interface Lock {
  readonly release: () => void;
}

/** Either the lock, or the process id of who holds it (null where that one has just begun or just let go). */
export type LockAttempt = { readonly lock: Lock } | { readonly lock: null; readonly heldBy: number | null };

const readPid = (path: string): number | null => {
  try {
    const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
    return Number.isNaN(pid) ? null : pid;
  } catch {
    return null;
  }
};

const lockOn = (file: number, path: string): Lock => {
  ftruncateSync(file);
  writeSync(file, `${process.pid}\n`);
  let held = true;
  return {
    release: () => {
      if (!held) return;
      held = false;
      rmSync(path, { force: true });
      closeSync(file);
    },
  };
};

/**
 * Takes the lock at `path` or answers at once who holds it. Node opens with O_CLOEXEC, so no child inherits it. The file
 * goes with the lock; whoever had opened it before sees by its inode that it is no longer the one, and tries again.
 */
export const tryLock = (path: string): LockAttempt => {
  for (;;) {
    const file = openSync(path, 'a', 0o600);
    if (!flock(file, 'exclusive')) {
      closeSync(file);
      return { lock: null, heldBy: readPid(path) };
    }
    if (statSync(path, { throwIfNoEntry: false })?.ino === fstatSync(file).ino) {
      return { lock: lockOn(file, path) };
    }
    closeSync(file);
  }
};

/** Like {@link tryLock}, but outwaits somebody who holds it only for a moment: `limitMs` at most. */
export const lockWithin = async (path: string, limitMs: number): Promise<LockAttempt> => {
  const until = performance.now() + limitMs;
  for (;;) {
    const attempt = tryLock(path);
    if (attempt.lock || performance.now() > until) return attempt;
    await delay(2);
  }
};

/** The process id of a lock's living holder; null where nobody holds it. */
export const lockHolder = (path: string): number | null => {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    return flock(file, 'shared') ? null : readPid(path);
  } finally {
    closeSync(file);
  }
};
