import { expect, test, vi } from 'vitest';
import { Mistakes } from '../../../renderer/state/mistakes.svelte.ts';

test('of what is thrown the learner reads the first, until it is dismissed', () => {
  const mistakes = new Mistakes();
  mistakes.thrown(new TypeError('the cause'));
  mistakes.thrown('what followed');
  expect(mistakes.current?.kind).toBe('mistake');
  expect(mistakes.current?.detail).toContain('the cause');
  mistakes.dismiss();
  mistakes.thrown('another');
  expect(mistakes.current?.detail).toBe('another');
});

test('a part of the page that does not come is asked for again when the learner wants it', async () => {
  const mistakes = new Mistakes();
  const load = vi.fn<() => Promise<string>>();
  load.mockRejectedValueOnce(new Error('no network')).mockResolvedValueOnce('the part');
  const got: (string | undefined)[] = [];
  const ask = async (): Promise<void> => {
    got.push(await mistakes.part(load, ask));
  };
  await ask();
  expect(mistakes.current).toMatchObject({ kind: 'part-missing' });
  await mistakes.current?.again?.();
  expect(got).toEqual([undefined, 'the part']);
});
