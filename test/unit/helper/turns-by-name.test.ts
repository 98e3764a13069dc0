import { expect, it } from 'vitest';
import { createTurnsByName } from '../../../app/helper/turns-by-name.ts';

const gate = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

it('jobs on one name run in the order asked, one at a time', async () => {
  const turns = createTurnsByName();
  const seen: string[] = [];
  const first = gate();
  const jobs = [
    turns.run('a', async () => {
      await first.opened;
      seen.push('first');
    }),
    turns.run('a', () => {
      seen.push('second');
      return Promise.resolve();
    }),
  ];
  first.open();
  await Promise.all(jobs);
  expect(seen).toEqual(['first', 'second']);
});

it('a job on another name does not wait', async () => {
  const turns = createTurnsByName();
  const slow = gate();
  const waiting = turns.run('a', () => slow.opened);
  expect(await turns.run('b', () => Promise.resolve('done'))).toBe('done');
  slow.open();
  await waiting;
});

it('a job that throws does not hold up the next', async () => {
  const turns = createTurnsByName();
  const failing = turns.run('a', () => Promise.reject(new Error('no')));
  const next = turns.run('a', () => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});

it('closing waits for what has begun and begins nothing more', async () => {
  const turns = createTurnsByName();
  const slow = gate();
  let began = false;
  const running = turns.run('a', () => slow.opened.then(() => 'whole'));
  const queued = turns.run('a', () => {
    began = true;
    return Promise.resolve();
  });
  // The first job begins a microtask after it was asked for.
  await Promise.resolve();
  const closed = turns.close();
  slow.open();
  await closed;
  expect(await running).toBe('whole');
  await expect(queued).rejects.toThrow('ended');
  expect(began).toBe(false);
});
