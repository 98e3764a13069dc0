import { expect, test } from 'vitest';
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

test('a part of the page that does not come is told, with what was thrown', async () => {
  const mistakes = new Mistakes();
  expect(await mistakes.part(() => Promise.resolve('the part'))).toBe('the part');
  expect(mistakes.current).toBeUndefined();
  expect(await mistakes.part<string>(() => Promise.reject(new Error('no network')))).toBeUndefined();
  expect(mistakes.current?.kind).toBe('part-missing');
  expect(mistakes.current?.detail).toContain('no network');
});
