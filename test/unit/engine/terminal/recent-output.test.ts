import { describe, expect, it } from 'vitest';
import { createRecentOutput } from '../../../../app/engine/terminal/recent-output.ts';

const recentOf = (maxBytes: number, ...pieces: string[]): string => {
  const recent = createRecentOutput(maxBytes);
  for (const piece of pieces) recent.push(piece);
  return recent.text();
};

describe('the end of a terminal’s output', () => {
  it('is all of it while there is room', () => {
    expect(recentOf(6, '日', 'abc')).toBe('日abc');
  });
  it('begins with a whole line where something was cut', () => {
    expect(recentOf(10, 'first line\n', 'second\n', 'x')).toBe('second\nx');
    expect(recentOf(10, 'a\nbc\ndef\nghi')).toBe('def\nghi');
  });
  it('begins with a whole character where the line is longer than the room', () => {
    expect(recentOf(8, '日本語日本語')).toBe('本語');
    expect(recentOf(5, 'a', '🐝🐝')).toBe('🐝');
  });
});
