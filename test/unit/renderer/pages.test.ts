import { expect, test, vi } from 'vitest';
import { Pages } from '../../../renderer/state/pages.svelte.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

const lettered = (name: string) =>
  vi.fn((from: number, count: number) =>
    Promise.resolve(
      Array.from({ length: count }, (_, index) => [from + index, `${name}${String(from + index)}`] as const),
    ),
  );

test('only what is looked at is fetched, once, a page at a time', async () => {
  const fetch = lettered('a');
  const pages = new Pages(10, fetch);
  pages.begin(25);
  expect(pages.at(12)).toBeUndefined();
  expect(pages.at(13)).toBeUndefined();
  await settled();
  expect(pages.at(12)).toBe('a12');
  expect(pages.at(24)).toBeUndefined();
  await settled();
  expect(pages.at(24)).toBe('a24');
  expect(fetch.mock.calls).toEqual([
    [10, 10],
    [20, 5],
  ]);
});

test('what is known already is not fetched', () => {
  const fetch = lettered('a');
  const pages = new Pages(10, fetch);
  pages.begin(25);
  pages.put([[3, 'known']]);
  expect(pages.at(3)).toBe('known');
  expect(fetch).not.toHaveBeenCalled();
});

test('what comes late for a list before is dropped', async () => {
  let answer: (found: (readonly [number, string])[]) => void = () => undefined;
  const pages = new Pages<string>(
    10,
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  pages.begin(25);
  pages.at(0);
  const late = answer;
  pages.begin(5);
  late([[0, 'of the list before']]);
  await settled();
  expect(pages.at(0)).toBeUndefined();
  answer([[0, 'of this one']]);
  await settled();
  expect(pages.at(0)).toBe('of this one');
});
