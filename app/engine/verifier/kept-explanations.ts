import { randomUUID } from 'node:crypto';
import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import type { Explained } from './explained.ts';

/** Each may hold a log of tens of megabytes. */
const most = 4;

/** The last few explanations by their id: a page asks for the rest of one while it is shown. */
export const createKeptExplanations = () => {
  const kept = new Map<string, Explained>();
  return {
    keep: (explained: Explained): string => {
      const id = randomUUID();
      kept.set(id, explained);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return id;
    },
    find: (id: string): Outcome<Explained> => {
      const found = kept.get(id);
      if (!found) return fail(forgotten);
      kept.delete(id);
      kept.set(id, found);
      return succeed(found);
    },
  };
};

const forgotten = labFailure('not-found', {
  thing: 'explanation',
  message: {
    en: 'This explanation is no longer kept: only the last few are.',
    ja: 'この説明はもう残っていません。残るのは最近の数件だけです。',
  },
  fix: { en: 'Ask for it again.', ja: 'もう一度説明を求めてください。' },
});
