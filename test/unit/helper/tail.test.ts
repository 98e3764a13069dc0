import { expect, it } from 'vitest';
import { createTail } from '../../../app/helper/tail.ts';

const keep = (maxBytes: number, ...chunks: string[]): string => {
  const tail = createTail(maxBytes);
  for (const chunk of chunks) tail.push(Buffer.from(chunk));
  return tail.text();
};

it('keeps everything that fits', () => {
  expect(keep(6, 'abc', 'def')).toBe('abcdef');
});

it('keeps the end of what does not, cut within a chunk', () => {
  expect(keep(4, 'abc', 'def')).toBe('cdef');
  expect(keep(2, 'abcdef')).toBe('ef');
});

it('joins a character that came in two chunks', () => {
  const [first, second] = [Buffer.from('あ').subarray(0, 1), Buffer.from('あ').subarray(1)];
  const tail = createTail(10);
  tail.push(first);
  tail.push(second);
  expect(tail.text()).toBe('あ');
});
