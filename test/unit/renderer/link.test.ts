import { expect, onTestFinished, test, vi } from 'vitest';
import { Link } from '../../../renderer/connection/link.svelte.ts';

/** A link to a lab that does not answer, whose pauses end only when told to. */
const unanswered = (welcome: () => Promise<boolean>) => {
  const pauses: { ms: number; end: () => void }[] = [];
  const dial = vi.fn(() => Promise.resolve(undefined));
  const link = new Link(dial, {
    pause: (ms) =>
      new Promise((resolve) => {
        pauses.push({ ms, end: resolve });
      }),
    welcome,
    now: () => 1000,
  });
  onTestFinished(() => {
    link.dispose();
    link.hurry();
  });
  void link.stayConnected();
  const paused = (times: number) =>
    vi.waitFor(() => {
      expect(pauses).toHaveLength(times);
    });
  return { link, dial, pauses, paused };
};

test('a lost connection says when it is tried next, a little later each time', async () => {
  const { link, pauses, paused } = unanswered(() => Promise.resolve(true));
  await paused(1);
  expect(link.state).toBe('lost');
  expect(link.nextTry).toBe(1250);
  pauses[0]?.end();
  await paused(2);
  expect(link.nextTry).toBe(1500);
});

test('the next try can be had at once', async () => {
  const { link, dial, paused } = unanswered(() => Promise.resolve(true));
  await paused(1);
  link.hurry();
  await paused(2);
  expect(dial).toHaveBeenCalledTimes(2);
});

test('a server that does not know this browser any more is told from one that is away', async () => {
  let known = false;
  const { link, pauses, paused } = unanswered(() => Promise.resolve(known));
  await paused(1);
  expect(link.state).toBe('shut-out');
  known = true;
  pauses[0]?.end();
  await paused(2);
  expect(link.state).toBe('lost');
});
