import { expect, test } from 'vitest';
import { when } from '../../../renderer/history/when.ts';

test('a moment is written in the learner’s language', () => {
  expect(when('2026-01-02T03:04:05.000Z', 'en')).toContain('Jan');
  expect(when('2026-01-02T03:04:05.000Z', 'ja')).toContain('1月');
});

test.each(['', 'yesterday', '2026-13-01T00:00:00Z'])('%j, which is no moment, stays as it is', (text) => {
  expect(when(text, 'en')).toBe(text);
});
