import { expect, onTestFinished, test, vi } from 'vitest';
import { starter } from './double.ts';
import { openPage } from './page.ts';

/** A page whose code is graded as it stands. */
const graded = async () => {
  const page = openPage();
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.work.active).toBe('prog.c');
  });
  await page.lab.save();
  expect(page.lab.check.stale).toBe(false);
  return page;
};

test('code that is as it was graded is not stale, however it came to be so again', async () => {
  const { lab } = await graded();
  lab.edit('prog.c', `${starter}\n`);
  expect(lab.check.lamp('load')).toBe('stale');
  lab.edit('prog.c', starter);
  expect(lab.check.lamp('load')).toBe('fail');
});

test('of two texts of one length, another one is stale', async () => {
  const { lab } = await graded();
  lab.edit('prog.c', starter.replace('return 0', 'return 1'));
  expect(lab.check.stale).toBe(true);
});

test('a draft that is taken makes the lamps stale', async () => {
  const { lab } = await graded();
  const { drafts } = lab.editing;
  drafts.conflicts = {
    'prog.c': {
      text: 'int draft;',
      of: { lesson: 'packets', assignment: 'bounds', path: 'prog.c', tab: 'one' },
    },
  };
  drafts.takeDraft('prog.c');
  expect(lab.work.dirty).toHaveLength(1);
  expect(lab.check.stale).toBe(true);
});

test('saving alone makes nothing fresh', async () => {
  const { lab } = await graded();
  lab.edit('prog.c', 'int x;');
  await lab.work.save();
  expect(lab.check.stale).toBe(true);
});

test('the starter put back is stale, unless it was what was graded', async () => {
  const { lab } = await graded();
  lab.edit('prog.c', 'int x;');
  await lab.reset();
  expect(lab.work.texts['prog.c']).toBe(starter);
  expect(lab.check.stale).toBe(false);
  lab.edit('prog.c', 'int x;');
  await lab.save();
  await lab.reset();
  expect(lab.check.stale).toBe(true);
});
