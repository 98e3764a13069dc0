import type { DraftStorage } from '../editor/drafts.ts';

/** Where the page keeps things; `keeps` is false where they are gone with the page. */
export interface Keeping {
  readonly storage: DraftStorage;
  readonly keeps: boolean;
}

/** As localStorage, for as long as the page is open. */
const untilClosed = (): DraftStorage => {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      items.set(key, value);
    },
    removeItem: (key) => {
      items.delete(key);
    },
  };
};

/** The browser's storage, or where it lends the page none, or forbids it, one that lasts as long as the page. */
export const keepingIn = (lend: () => DraftStorage | null): Keeping => {
  try {
    const storage = lend();
    if (storage) return { storage, keeps: true };
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  return { storage: untilClosed(), keeps: false };
};
