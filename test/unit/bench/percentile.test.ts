import { expect, test } from 'vitest';
import { percentile } from '../../../bench/percentile.ts';

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => last - index);

test('a percentile is the smallest value that so many of a hundred do not exceed', () => {
  expect(percentile(upTo(100), 95)).toBe(95);
  expect(percentile(upTo(20), 95)).toBe(19);
  expect(percentile(upTo(10), 95)).toBe(10);
});

test('the ends are the smallest and the largest value', () => {
  expect(percentile([3, 1, 2], 0)).toBe(1);
  expect(percentile([3, 1, 2], 100)).toBe(3);
  expect(percentile([7], 50)).toBe(7);
});

test('numbers are ordered as numbers, and the values stay as they were', () => {
  const values = [10, 9, 100];
  expect(percentile(values, 50)).toBe(10);
  expect(values).toEqual([10, 9, 100]);
});

test('of nothing there is no percentile, which keeps no limit', () => {
  expect(percentile([], 95)).toBeNaN();
});
