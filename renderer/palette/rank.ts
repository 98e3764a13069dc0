import type { Language, Text } from '../../app/contract/index.ts';
import { match } from './fuzzy.ts';

/** Something that can be chosen in the palette. */
export interface Entry {
  readonly id: string;
  readonly title: Text;
  /** What it belongs to: a lesson, a pane. */
  readonly of?: Text | undefined;
  readonly key?: string | undefined;
  /** What else it is found by, as it stands: an id, a task, a heading. */
  readonly also?: readonly Text[];
  readonly current?: boolean;
  readonly run: () => void | Promise<void>;
}

/** An entry as it is shown for a query: `at` are the lit letters of the title; `other` is the title in the other language, if that matched. */
export interface Ranked {
  readonly entry: Entry;
  readonly at: readonly number[];
  readonly other?: { readonly text: string; readonly at: readonly number[] };
  readonly score: number;
}

/** Chosen lately is worth this much at most. */
const recentWorth = 3;

const look = (entry: Entry, query: string, language: Language): Ranked | undefined => {
  const here = match(query, entry.title[language]);
  if (here) return { entry, ...here };
  const text = entry.title[language === 'en' ? 'ja' : 'en'];
  const there = match(query, text);
  if (there) return { entry, at: [], other: { text, at: there.at }, score: there.score };
  // In longer texts the letters of almost anything are found in their order: there they must stand together.
  const wanted = query.trim().toLowerCase();
  const also = wanted && entry.also?.find((one) => one[language].toLowerCase().includes(wanted));
  return also ? { entry, at: [], other: { text: also[language], at: [] }, score: 0 } : undefined;
};

/** The entries that fit a query, best first; those chosen lately come before those that fit alike. */
export const rank = (
  entries: readonly Entry[],
  query: string,
  language: Language,
  recent: readonly string[],
): Ranked[] => {
  const lately = ({ id }: Entry): number => {
    const at = recent.indexOf(id);
    return at < 0 ? 0 : recentWorth * (1 - at / recent.length);
  };
  return entries
    .flatMap((entry) => look(entry, query, language) ?? [])
    .map((one) => ({ ...one, score: one.score + lately(one.entry) }))
    .sort((a, b) => b.score - a.score);
};
