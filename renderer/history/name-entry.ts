import type { Language } from '../../app/contract/index.ts';
import type { Entry } from './timeline.ts';
import { when } from './when.ts';
import { historyWords } from './words.ts';

/** What an entry is called where it stands alone: `run #12 (Mar 4, 05:06:07)`. */
export const nameEntry = (entry: Entry, language: Language): string => {
  const words = historyWords[language];
  const name = entry.kind === 'run' ? words.run(entry.run.number) : words.snapshot;
  return `${name} (${when(entry.at, language)})`;
};
