import { expect, onTestFinished, test, vi } from 'vitest';
import { keepingIn } from '../../../renderer/host/storage.ts';
import { takeTab } from '../../../renderer/host/tab.ts';
import { starter } from './double.ts';
import { memoryStorage, openPage } from './page.ts';

const draftOf = (tab: string) => `xdp-lab.draft@${tab}:packets/bounds/prog.c`;

/** The pages of one browser: its storage, and which of them are open. */
const browser = () => {
  const storage = memoryStorage();
  const ids = new Set<string>();
  const openTab = async (id: string) => {
    ids.add(id);
    const tab = { id, open: () => Promise.resolve(new Set(ids)) };
    const page = openPage({}, storage, { tab });
    onTestFinished(() => {
      page.lab.link.dispose();
    });
    await vi.waitFor(() => {
      expect(page.lab.work.active).toBe('prog.c');
    });
    const { drafts } = page.lab.editing;
    await drafts.opened();
    const type = (text: string) => {
      page.lab.edit('prog.c', text);
      drafts.keep();
    };
    return { ...page, drafts, type };
  };
  return { storage, openTab, close: (id: string) => ids.delete(id) };
};

test('a tab leaves the draft of another one that is open alone', async () => {
  const { openTab, storage } = browser();
  const one = await openTab('one');
  one.type('typed in one');
  const other = await openTab('other');
  expect(other.lab.work.texts['prog.c']).toBe(starter);
  other.type('typed in the other');
  await other.lab.save();
  other.drafts.changed(other.lab.work.dirty.length);
  expect(storage.getItem(draftOf('other'))).toBeNull();
  expect(storage.getItem(draftOf('one'))).toContain('typed in one');
});

test('what was typed in a tab that is gone comes back in the next one', async () => {
  const { openTab, close, storage } = browser();
  const one = await openTab('one');
  one.type('typed in one');
  close('one');
  const other = await openTab('other');
  expect(other.lab.work.texts['prog.c']).toBe('typed in one');
  expect(other.drafts.restored).toEqual(['prog.c']);
  expect(storage.getItem(draftOf('one'))).toBeNull();
  expect(storage.getItem(draftOf('other'))).toContain('typed in one');
});

test('where this tab has work of its own, that of a tab that is gone is offered', async () => {
  const { openTab, close, storage } = browser();
  const one = await openTab('one');
  const other = await openTab('other');
  one.type('typed in one');
  other.type('typed in the other');
  close('one');
  await other.drafts.opened();
  expect(other.lab.work.texts['prog.c']).toBe('typed in the other');
  expect(other.drafts.conflicts['prog.c']?.text).toBe('typed in one');
  other.drafts.takeDraft('prog.c');
  expect(other.lab.work.texts['prog.c']).toBe('typed in one');
  expect(storage.getItem(draftOf('one'))).toBeNull();
});

/** Locks as a browser has them, as far as tabs need them. */
const lockManager = () => {
  const held = new Set<string>();
  const locks = {
    request: (name: string, _options: object, use: (lock: object | null) => unknown) => {
      const lock = held.has(name) ? null : { name };
      held.add(name);
      return Promise.resolve(use(lock));
    },
    query: () => Promise.resolve({ held: [...held].map((name) => ({ name })) }),
  };
  return { locks: locks as unknown as LockManager, release: held.clear.bind(held) };
};

test('a tab keeps its name when it is loaded anew, and a copy of it gets another', async () => {
  const { locks, release } = lockManager();
  const storage = memoryStorage();
  const names = ['one', 'copy'];
  const newId = () => names.shift() ?? 'more';
  const first = await takeTab({ storage, locks, newId });
  release();
  const again = await takeTab({ storage, locks, newId });
  expect([first.id, again.id]).toEqual(['one', 'one']);
  const copied = await takeTab({ storage: memoryStorage({ 'xdp-lab.tab': 'one' }), locks, newId });
  expect(copied.id).toBe('copy');
  expect([...(await copied.open())]).toEqual(['one', 'copy']);
});

test.each([
  [
    'forbids storage',
    () => {
      throw new DOMException('denied', 'SecurityError');
    },
  ],
  ['has no storage', () => null],
])('a browser that %s lets the page work, and it says that nothing is kept', async (_what, lend) => {
  const keeping = keepingIn(lend);
  const { lab } = openPage({}, memoryStorage(), keeping);
  onTestFinished(() => {
    lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(lab.work.active).toBe('prog.c');
  });
  expect(lab.editing.keepsNothing).toBe(true);
  lab.settings.setTheme('dark');
  await lab.editing.drafts.opened();
  lab.edit('prog.c', 'typed');
  lab.editing.drafts.keep();
  expect(lab.editing.drafts.unkept).toEqual(['prog.c']);
});
