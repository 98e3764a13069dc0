import { expect, onTestFinished, test, vi } from 'vitest';
import { starter } from './double.ts';
import { memoryStorage, openPage } from './page.ts';

const kept = 'xdp-lab.draft:packets/bounds/prog.c';

const opened = async (storage = memoryStorage()) => {
  const page = openPage({}, storage);
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.work.active).toBe('prog.c');
  });
  await page.lab.editing.drafts.opened();
  return { ...page, drafts: page.lab.editing.drafts, storage };
};

test('what was typed and not saved is there again after the page was closed', async () => {
  const before = await opened();
  before.lab.edit('prog.c', 'typed');
  before.drafts.keep();
  const after = await opened(before.storage);
  expect(after.lab.work.texts['prog.c']).toBe('typed');
  expect(after.lab.work.dirty).toHaveLength(1);
  expect(after.drafts.restored).toEqual(['prog.c']);
});

test('a saved text leaves no draft', async () => {
  const { lab, drafts, storage } = await opened();
  lab.edit('prog.c', 'typed');
  drafts.keep();
  expect(storage.getItem(kept)).not.toBeNull();
  await lab.save();
  drafts.changed(lab.work.dirty.length);
  expect(storage.getItem(kept)).toBeNull();
});

test('where the disk has changed the learner chooses, and until then both are kept', async () => {
  const draft = JSON.stringify({ base: 'another text', text: 'typed' });
  const { lab, drafts, storage } = await opened(memoryStorage({ [kept]: draft }));
  expect(lab.work.texts['prog.c']).toBe(starter);
  expect(drafts.conflicts['prog.c']?.text).toBe('typed');
  lab.edit('prog.c', 'typed on');
  drafts.keep();
  expect(storage.getItem(kept)).toBe(draft);
  expect(drafts.unkept).toEqual(['prog.c']);
  drafts.takeDraft('prog.c');
  expect(lab.work.texts['prog.c']).toBe('typed');
  expect(drafts.conflicts).toEqual({});
});

test('the file on the disk may be kept instead, and the draft goes', async () => {
  const draft = JSON.stringify({ base: 'another text', text: 'typed' });
  const { lab, drafts, storage } = await opened(memoryStorage({ [kept]: draft }));
  drafts.takeDisk('prog.c');
  expect(lab.work.texts['prog.c']).toBe(starter);
  expect(storage.getItem(kept)).toBeNull();
});
