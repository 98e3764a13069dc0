import * as v from 'valibot';
import type { AssignmentKey } from '../../app/contract/index.ts';
import { keepIn } from '../host/keep-in.ts';

/** Where drafts are kept: the browser's localStorage. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Whose draft of which file: each tab has one of its own, and those of a page that knew no tabs have none. */
export interface DraftOf extends AssignmentKey {
  readonly path: string;
  readonly tab?: string | undefined;
}

/** Browsers give a page about 5 million characters; a text longer than this is not kept. */
export const longestDraftCharacters = 2_000_000;

const Kept = v.object({ base: v.string(), text: v.string() });

/** Names a text (64 bits of FNV-1a in two halves, http://www.isthe.com/chongo/tech/comp/fnv/): equal texts have equal names. */
const nameOf = (text: string): string => {
  let [one, other] = [0x811c9dc5, 0x9dc5811c];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ (code + at), 0x01000193);
  }
  return `${String(text.length)}-${(one >>> 0).toString(16)}-${(other >>> 0).toString(16)}`;
};

const prefix = 'xdp-lab.draft';

const fileOf = ({ lesson, assignment, path }: DraftOf): string => `:${lesson}/${assignment}/${path}`;

const keyOf = (of: DraftOf): string => `${prefix}${of.tab === undefined ? '' : `@${of.tab}`}${fileOf(of)}`;

const read = (storage: DraftStorage, key: string): v.InferOutput<typeof Kept> | undefined => {
  const kept = storage.getItem(key);
  if (kept === null) return undefined;
  try {
    const parsed = v.safeParse(Kept, JSON.parse(kept));
    return parsed.success ? parsed.output : undefined;
  } catch {
    // Whoever wrote that, it is no draft.
    return undefined;
  }
};

/** A text that was typed and not saved; `fits` where the disk still holds what it was typed into. */
export interface Draft {
  readonly text: string;
  readonly fits: boolean;
}

/** The tabs that have a draft of a file; undefined for that of a page that knew no tabs. */
export const tabsWithDraft = (storage: DraftStorage, of: DraftOf): (string | undefined)[] => {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  const end = fileOf(of);
  return keys.flatMap((key) => {
    if (!key.startsWith(prefix) || !key.endsWith(end)) return [];
    const tab = key.slice(prefix.length, -end.length);
    if (tab === '') return [undefined];
    return tab.startsWith('@') ? [tab.slice(1)] : [];
  });
};

/** The draft of a file whose text on the disk is given; undefined where there is none, or the disk holds the same. */
export const readDraft = (storage: DraftStorage, of: DraftOf, text: string): Draft | undefined => {
  const kept = read(storage, keyOf(of));
  if (!kept || kept.text === text) return undefined;
  return { text: kept.text, fits: kept.base === nameOf(text) };
};

/** Keeps a draft; false where it is too long, or the browser has no room for it. */
export const keepDraft = (
  storage: DraftStorage,
  of: DraftOf,
  { base, text }: { readonly base: string; readonly text: string },
): boolean => {
  if (text.length > longestDraftCharacters) return false;
  return keepIn(storage, keyOf(of), JSON.stringify({ base: nameOf(base), text }));
};

/** Forgets the draft of a file, where there is one. */
export const dropDraft = (storage: DraftStorage, of: DraftOf): void => {
  storage.removeItem(keyOf(of));
};
