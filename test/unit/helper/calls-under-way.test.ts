import { expect, it } from 'vitest';
import { succeed } from '../../../app/contract/index.ts';
import { createCallsUnderWay } from '../../../app/helper/calls-under-way.ts';

const context = { signal: new AbortController().signal };

it('closing aborts the calls under way and waits for them', async () => {
  const calls = createCallsUnderWay();
  let ended = false;
  const call = calls.counted('ping', async (_: object, { signal }) => {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
    ended = true;
    return succeed('whole');
  });
  const answer = call({}, context);
  await calls.close(10_000);
  expect(ended).toBe(true);
  expect(await answer).toEqual(succeed('whole'));
});

it('a call that comes later is cancelled, and never begins', async () => {
  const calls = createCallsUnderWay();
  let began = false;
  const call = calls.counted('ping', () => {
    began = true;
    return Promise.resolve(succeed('whole'));
  });
  await calls.close(10_000);
  expect(await call({}, context)).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  expect(began).toBe(false);
});

it('closing waits no longer than it is told', async () => {
  const calls = createCallsUnderWay();
  const call = calls.counted('ping', () => new Promise<never>(() => undefined));
  void call({}, context);
  await calls.close(1);
});

it('a call that throws is over, and its caller hears of it', async () => {
  const calls = createCallsUnderWay();
  const call = calls.counted('ping', () => Promise.reject(new Error('bug')));
  await expect(call({}, context)).rejects.toThrow('bug');
  await calls.close(10_000);
});
