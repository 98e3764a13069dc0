import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, labFailure } from '../../../app/contract/index.ts';
import { openPage } from './page.ts';

const connected = async (own: Parameters<typeof openPage>[0]) => {
  const { lab } = openPage(own);
  onTestFinished(() => {
    lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(lab.failures.current).toBeDefined();
  });
  return lab;
};

test('a lesson that cannot be read says so where it would stand', async () => {
  const invalid = labFailure('lesson-invalid', { thing: 'lesson.yaml:3 title' });
  const lab = await connected({ 'lessons.read': () => Promise.resolve(fail(invalid)) });
  expect(lab.lessons.failure?.code).toBe('lesson-invalid');
});

test('what else fails is no reason for a lesson not to be there', async () => {
  const full = labFailure('disk-full', { thing: '/work' });
  const lab = await connected({ 'workspace.open': () => Promise.resolve(fail(full)) });
  expect(lab.failures.current?.code).toBe('disk-full');
  expect(lab.lessons.failure).toBeUndefined();
});
