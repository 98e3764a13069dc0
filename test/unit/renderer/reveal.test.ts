import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, labFailure, succeed } from '../../../app/contract/index.ts';
import { openPage } from './page.ts';

const key = { lesson: 'packets', assignment: 'bounds' };

const opened = async (...args: Parameters<typeof openPage>) => {
  const page = openPage(...args);
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.work.active).toBe('prog.c');
  });
  await page.lab.reveal.open(key);
  return page;
};
const names = (asked: readonly { readonly name: string }[]) => asked.map(({ name }) => name);

test('the solution is shown beside the code and written nowhere', async () => {
  const { lab, asked } = await opened();
  const before = lab.work.texts;
  expect(lab.reveal.files?.map(({ path }) => path)).toEqual(['prog.c']);
  lab.reveal.close();
  expect(lab.reveal.shown).toBe(false);
  expect(lab.work.texts).toEqual(before);
  expect(names(asked)).not.toContain('workspace.snapshot');
});

test('before the first piece is taken, what was typed is saved and kept, once', async () => {
  const { lab, asked } = await opened();
  lab.edit('prog.c', 'int typed;');
  expect(await lab.reveal.mayTake()).toBe(true);
  expect(await lab.reveal.mayTake()).toBe(true);
  expect(names(asked).filter((name) => name.startsWith('workspace.s'))).toEqual([
    'workspace.solution',
    'workspace.save',
    'workspace.snapshot',
  ]);
  expect(asked.at(-1)?.input).toMatchObject({ reason: 'reveal' });
});

test('where no snapshot can be made nothing may be taken, and the learner reads why', async () => {
  let full = true;
  const { lab } = await opened({
    'workspace.snapshot': () =>
      Promise.resolve(
        full
          ? fail(labFailure('disk-full', { thing: 'the snapshot' }))
          : succeed({ id: 'a', at: '2026-01-01T00:00:00Z', reason: 'reveal' as const, files: [] }),
      ),
  });
  expect(await lab.reveal.mayTake()).toBe(false);
  expect(lab.failures.current?.code).toBe('disk-full');
  full = false;
  expect(await lab.reveal.mayTake()).toBe(true);
});

test('what was taken is an unsaved edit after the view is closed', async () => {
  const { lab } = await opened();
  const generation = lab.work.generation;
  lab.edit('prog.c', 'int taken;');
  lab.reveal.close();
  expect(lab.work.dirty.map(({ path }) => path)).toEqual(['prog.c']);
  expect(lab.work.generation).toBe(generation + 1);
});

test('opening another assignment closes the view', async () => {
  const { lab } = await opened();
  await lab.open({ ...key, assignment: 'ports' });
  expect(lab.reveal.shown).toBe(false);
});

test('only files that differ are shown', async () => {
  const { lab } = await opened({
    'workspace.open': () =>
      Promise.resolve(
        succeed({
          folder: '/work',
          files: ['prog.c', 'parse.h', 'same.h'].map((path) => ({
            path,
            role: path === 'prog.c' ? ('main' as const) : ('header' as const),
            text: path,
            edited: false,
          })),
        }),
      ),
    'workspace.solution': () =>
      Promise.resolve(
        succeed({
          files: [
            { path: 'prog.c', role: 'main', text: 'prog.c', edited: false },
            { path: 'parse.h', role: 'header', text: 'other', edited: true },
            { path: 'same.h', role: 'header', text: 'same.h', edited: false },
          ],
        }),
      ),
  });
  expect(lab.reveal.files?.map(({ path }) => path)).toEqual(['parse.h']);
  expect(lab.work.active).toBe('parse.h');
});
