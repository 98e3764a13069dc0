/** One page among those that are open in this browser at once. */
export interface Tab {
  /** The same after the page is loaded anew. */
  readonly id: string;
  /** The ids of all that are open now, this one's too. */
  readonly open: () => Promise<ReadonlySet<string>>;
}

interface Surroundings {
  /** The tab's own storage, which the browser copies where a tab is duplicated. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly locks: LockManager | undefined;
  readonly newId: () => string;
}

const key = 'xdp-lab.tab';
const prefix = 'xdp-lab.tab:';

/** Holds a lock for as long as the page lives; false where another page holds it. */
const hold = (locks: LockManager, name: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise<never>(() => undefined) : undefined;
      })
      .catch(reject);
  });

const namesHeld = async (locks: LockManager): Promise<readonly string[]> =>
  ((await locks.query()).held ?? []).flatMap(({ name }) => name ?? []);

/** Makes this page known to the others by a lock, which the browser lets go of whatever becomes of the page. */
export const takeTab = async ({ storage, locks, newId }: Surroundings): Promise<Tab> => {
  const kept = storage.getItem(key);
  const mayUse = async (id: string): Promise<boolean> => {
    try {
      return locks === undefined || (await hold(locks, prefix + id));
    } catch (error) {
      // A browser that lends no storage may lend no locks either: then others go unseen.
      if (error instanceof DOMException) return true;
      throw error;
    }
  };
  const id = kept !== null && (await mayUse(kept)) ? kept : newId();
  if (id !== kept) {
    await mayUse(id);
    storage.setItem(key, id);
  }
  return {
    id,
    open: async () => {
      if (!locks) return new Set([id]);
      try {
        const names = await namesHeld(locks);
        return new Set(names.flatMap((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : [])));
      } catch (error) {
        if (error instanceof DOMException) return new Set([id]);
        throw error;
      }
    },
  };
};
