import { expect, onTestFinished, test, vi } from 'vitest';
import { succeed } from '../../../app/contract/index.ts';
import type { Snapshot } from '../../../app/contract/index.ts';
import { hashOf } from '../../../renderer/state/hash-of.ts';
import { openPage } from './page.ts';

const path = 'prog.c';
const kept: Snapshot = {
  id: 'kept-1',
  at: '2026-01-01T12:00:00.000Z',
  reason: 'conflict',
  files: [{ path, lengthBytes: 11 }],
};

/** A page whose file somebody else writes too: `disk.text` is what lies there. */
const opened = async () => {
  const disk = { text: 'int read;\n' };
  const file = () => ({ path, role: 'main' as const, text: disk.text, edited: true });
  const page = openPage({
    'workspace.open': () => Promise.resolve(succeed({ folder: '/work', files: [file()] })),
    'workspace.save': async ({ text, base }) => {
      const foreign = base !== (await hashOf(disk.text));
      disk.text = text;
      return succeed({ file: file(), ...(foreign && { snapshot: kept }) });
    },
  });
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.work.active).toBe(path);
    expect(page.lab.opening).toBeUndefined();
  });
  return { ...page, disk };
};

test('a save says that the file had changed outside, and the history has that version', async () => {
  const { lab, disk } = await opened();
  await lab.history.load({ lesson: 'packets', assignment: 'bounds' });
  disk.text = 'int theirs;\n';
  lab.edit(path, 'int mine;\n');
  await lab.work.save();
  expect(lab.editing.notice?.en).toContain('changed outside this page');
  expect(lab.history.snapshots[0]).toEqual(kept);
});

test('a save says nothing where nobody else wrote, nor does the next one after somebody did', async () => {
  const { lab, disk } = await opened();
  lab.edit(path, 'int mine;\n');
  await lab.work.save();
  expect(lab.editing.notice).toBeUndefined();
  disk.text = 'int theirs;\n';
  lab.edit(path, 'int mine again;\n');
  await lab.work.save();
  lab.editing.notice = undefined;
  lab.edit(path, 'int last;\n');
  await lab.work.save();
  expect(lab.editing.notice).toBeUndefined();
});

test('a file without typing takes the disk’s text over, as a change that can be undone', async () => {
  const { lab, disk } = await opened();
  const [generation, openings] = [lab.work.generation, lab.work.openings];
  disk.text = 'int theirs;\n';
  await lab.work.refresh();
  expect(lab.work.texts[path]).toBe('int theirs;\n');
  expect(lab.work.dirty).toEqual([]);
  expect([lab.work.generation, lab.work.openings]).toEqual([generation + 1, openings]);
});

test('a file with typing stays, and its save still finds what was written outside', async () => {
  const { lab, disk } = await opened();
  lab.edit(path, 'int mine;\n');
  disk.text = 'int theirs;\n';
  await lab.work.refresh();
  expect(lab.work.texts[path]).toBe('int mine;\n');
  await lab.work.save();
  expect(lab.editing.notice).toBeDefined();
});

test('a disk that has not changed moves nothing in the editor', async () => {
  const { lab } = await opened();
  const { generation } = lab.work;
  await lab.work.refresh();
  expect(lab.work.generation).toBe(generation);
});

test('a page that connects anew takes over what changed meanwhile', async () => {
  const { lab, disk, cut } = await opened();
  disk.text = 'int theirs;\n';
  cut();
  await vi.waitFor(() => {
    expect(lab.work.texts[path]).toBe('int theirs;\n');
  });
});
