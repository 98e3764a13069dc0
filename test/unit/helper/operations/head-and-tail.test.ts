import { expect, it } from 'vitest';
import { createHeadAndTail } from '../../../../app/helper/operations/head-and-tail.ts';

const gather = (chunks: readonly string[]): string => {
  const log = createHeadAndTail(4, 6);
  for (const chunk of chunks) log.push(Buffer.from(chunk));
  return log.text();
};

it('keeps a short log whole, however it comes', () => {
  expect(gather(['ab', 'cdef', 'ghij'])).toBe('abcdefghij');
  expect(gather(['abcdefghij'])).toBe('abcdefghij');
  expect(gather([])).toBe('');
});

it('keeps both ends of a long one, and says how much is missing', () => {
  expect(gather(['abcdefghijklmnop'])).toBe('abcd\n[… 6 bytes left out …]\nklmnop');
  expect(gather('abcdefghijklmnop'.split(/(?=.)/))).toBe('abcd\n[… 6 bytes left out …]\nklmnop');
});
