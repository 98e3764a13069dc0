import { expect, it } from 'vitest';
import { createLatest } from '../../../../app/engine/check/latest.ts';

const never = new AbortController().signal;
const untilAborted = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve('aborted');
    });
  });
const atOnce = (signal: AbortSignal) => Promise.resolve(signal.aborted ? 'aborted' : 'done');

it('a newer job ends the one before it, and goes on itself', async () => {
  const latest = createLatest();
  const older = latest('a', never, untilAborted);
  expect(await latest('a', never, atOnce)).toBe('done');
  expect(await older).toBe('aborted');
});
it('jobs of other names go on', async () => {
  const latest = createLatest();
  const caller = new AbortController();
  const other = latest('b', caller.signal, untilAborted);
  expect(await latest('a', never, atOnce)).toBe('done');
  expect(await Promise.race([other, Promise.resolve('under way')])).toBe('under way');
  caller.abort();
  expect(await other).toBe('aborted');
});
it('a job that has ended is not ended again, and one that failed holds up nobody', async () => {
  const latest = createLatest();
  let first: AbortSignal | undefined;
  await latest('a', never, (signal) => atOnce((first = signal)));
  await expect(latest('a', never, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await latest('a', never, atOnce)).toBe('done');
  expect(first?.aborted).toBe(false);
});
