import { describe, expect, it } from 'vitest';
import { median, rounded } from '../../../bench/median.ts';

describe('the median', () => {
  it.each([
    [[3], 3],
    [[5, 1, 3], 3],
    [[10, 2, 9, 1], 5.5],
  ])('of %j is %d', (values, middle) => {
    expect(median(values)).toBe(middle);
  });

  it('is no number where nothing was measured', () => {
    expect(median([])).toBeNaN();
  });

  it('is printed to the hundredth', () => {
    expect(rounded(1.23456)).toBe(1.23);
  });
});
