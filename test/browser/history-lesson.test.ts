import { expect } from 'vitest';
import { fail, labFailure, succeed } from '../../app/contract/index.ts';
import type { LessonDetail } from '../../app/contract/index.ts';
import { labDouble, lesson } from '../unit/renderer/double.ts';
import { newPage, open, test } from './open-page.ts';
import { servePage } from './page-server.ts';

const ids = ['look', 'mend', 'measure', 'end'];
const paragraph = (words: string, times: number) => Array.from({ length: times }, () => words).join(' ');

/** A lesson of four long steps, each of another length in the two languages. */
const long: LessonDetail = {
  ...lesson,
  assignments: lesson.assignments.map((one) => ({
    ...one,
    steps: ids.map((id) => ({ id, do: 'read' as const, checks: [], question: null })),
  })),
  prose: {
    en: ids
      .map((id) => `## Step ${id} {#bounds/${id}}\n\n${paragraph('Some words to read.', 180)}`)
      .join('\n\n'),
    ja: ids.map((id) => `## 手順 ${id} {#bounds/${id}}\n\n${paragraph('読む。', 90)}`).join('\n\n'),
  },
};

test('the step that is read stays in its place when the language changes', async () => {
  const { page } = await open({ 'lessons.read': () => Promise.resolve(succeed(long)) });
  const heading = page.getByRole('heading', { name: 'Step measure' });
  await heading.evaluate((element) => {
    element.scrollIntoView({ block: 'start' });
  });
  const before = (await heading.boundingBox())?.y ?? 0;
  await page.getByRole('button', { name: '日本語' }).click();
  const translated = page.getByRole('heading', { name: '手順 measure' });
  await translated.waitFor();
  await expect
    .poll(async () => Math.abs(((await translated.boundingBox())?.y ?? 0) - before))
    .toBeLessThan(3);
  await page.getByRole('button', { name: 'EN', exact: true }).click();
  await expect.poll(async () => Math.abs(((await heading.boundingBox())?.y ?? 0) - before)).toBeLessThan(3);
});

test('a progress file that was set aside is told calmly, and the note can be dismissed', async () => {
  const { page } = await open({
    'progress.read': () =>
      Promise.resolve(
        succeed({ last: null, assignments: {}, setAside: '/home/learner/progress.json.broken' }),
      ),
  });
  const note = page.getByRole('note');
  await note.getByText('/home/learner/progress.json.broken').waitFor();
  await page.getByRole('button', { name: 'Dismiss this note' }).click();
  expect(await note.count()).toBe(0);
});

test('a lesson that cannot be read is named, and the others can be opened', async () => {
  const invalid = labFailure('lesson-invalid', { thing: 'lesson.yaml:3 title' });
  const other = { ...lesson, id: 'other', title: { en: 'Other', ja: '別' } };
  const double = labDouble({
    'lessons.list': () => Promise.resolve(succeed({ lessons: [lesson, other], unreadable: [invalid] })),
    'lessons.read': ({ lesson: id }) =>
      Promise.resolve(id === 'other' ? succeed({ ...other }) : fail(invalid)),
  });
  const server = await servePage(double.service);
  const page = await newPage();
  await page.goto(server.address);
  await page.getByText('lesson.yaml:3 title').first().waitFor();
  await page.getByText('This lesson cannot be read; the others can.').waitFor();
  await page.getByText('Lessons', { exact: true }).click();
  await page.getByRole('button', { name: 'Ports' }).nth(1).click();
  await page.getByRole('heading', { name: 'Ports', level: 1 }).waitFor();
  server.close();
});
