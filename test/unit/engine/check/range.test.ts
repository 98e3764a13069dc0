import { describe, expect, it } from 'vitest';
import { contains, rangeText } from '../../../../app/engine/check/judge/range.ts';

describe('a range', () => {
  it.each([
    [{ min: 3 }, '≥ 3', 3, 2],
    [{ max: 3 }, '≤ 3', 3, 4],
    [{ min: 3, max: 3 }, '3', 3, 4],
    [{ min: 1, max: 3 }, '1–3', 2, 0],
  ])('%o reads as %s', (range, text, inside, outside) => {
    expect(rangeText(range)).toBe(text);
    expect([contains(range, inside), contains(range, outside)]).toEqual([true, false]);
  });
});
