import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { fail, labFailure, type Outcome } from '../../contract/index.ts';

/** A lab that holds the lock does so for one write; one that was stopped in the middle of it would hold it for good. */
const limitMs = 5000;

/** Runs a job while no other lab on this machine runs one under the lock at `path`. */
export const withLock = async <T>(path: string, job: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
  // Loaded late: most calls never write progress, and the library takes its time.
  const { flock } = await import('./flock.ts');
  const until = performance.now() + limitMs;
  // Not waiting, as opening a FIFO would.
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_NONBLOCK, 0o600);
  try {
    while (!flock(file.fd)) {
      if (performance.now() > until) return fail(labFailure('busy', { thing: path }));
      await delay(2);
    }
    return await job();
  } finally {
    await file.close();
  }
};
