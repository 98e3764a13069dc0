import { expect, onTestFinished, test, vi } from 'vitest';
import { succeed } from '../../../app/contract/index.ts';
import type { Progress } from '../../../app/contract/index.ts';
import { openPage } from './page.ts';

const bounds = { lesson: 'packets', assignment: 'bounds' };

/** A page of a learner whose progress was kept before the lesson was rewritten. */
const opened = async (step: string, answers: Record<string, string>) => {
  const progress: Progress = {
    last: { ...bounds, step },
    assignments: { 'packets/bounds': { rev: 1, tries: 2, answers, passedAt: null } },
    setAside: null,
  };
  const page = openPage({ 'progress.read': () => Promise.resolve(succeed(progress)) });
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.asked.map(({ name }) => name)).toContain('progress.visit');
    expect(page.lab.work.active).toBe('prog.c');
  });
  return page;
};

test('an assignment left at a step that is gone is opened at its first', async () => {
  const { lab } = await opened('removed', {});
  expect(lab.lessons.step).toBe('look');
});

test('answers to what is not asked any more are left alone, and the others come back', async () => {
  const { lab, asked } = await opened('mend', { removed: 'range', look: 'range', mend: 'range' });
  await vi.waitFor(() => {
    expect(Object.keys(lab.lessons.answers)).toEqual(['mend']);
  });
  expect(lab.lessons.step).toBe('mend');
  expect(asked.filter(({ name }) => name === 'progress.answer')).toHaveLength(1);
  expect(lab.failures.current).toBeUndefined();
});

test('an answer that cannot be chosen any more is left alone', async () => {
  const { asked } = await opened('mend', { mend: 'removed' });
  expect(asked.map(({ name }) => name)).not.toContain('progress.answer');
});
