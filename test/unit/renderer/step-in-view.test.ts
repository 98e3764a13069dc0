import { expect, test } from 'vitest';
import { stepInView } from '../../../renderer/lesson/step-in-view.ts';

const parts = [
  { step: 'look', top: 200 },
  { step: 'mend', top: 900 },
  { step: 'end', top: 1150 },
];
const at = (scrollTop: number) => stepInView(parts, { scrollTop, scrollHeight: 1300, clientHeight: 500 });

test('the step that is read follows the scrolling, and every step has its turn', () => {
  expect([0, 100, 300, 600, 800].map(at)).toEqual(['look', 'look', 'look', 'mend', 'end']);
});
test('in a lesson that needs no scrolling, it is the first', () => {
  expect(stepInView(parts, { scrollTop: 0, scrollHeight: 400, clientHeight: 500 })).toBe('look');
  expect(stepInView([], { scrollTop: 0, scrollHeight: 400, clientHeight: 500 })).toBeUndefined();
});
