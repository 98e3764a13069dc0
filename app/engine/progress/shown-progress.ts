import type { Progress } from '../../contract/index.ts';
import type { Catalogue } from '../lessons/catalogue.ts';
import type { KnownProgress } from './progress-store.ts';

/** Progress as a page sees it: of each assignment its present rev only, so a mark of an older one does not count. */
export const shownProgress = async (
  catalogue: Catalogue,
  { kept, setAside, unsaved }: KnownProgress,
): Promise<Progress> => {
  const assignments: Progress['assignments'] = {};
  for (const [key, revs] of Object.entries(kept.assignments)) {
    const [lesson = '', id = ''] = key.split('/');
    const assignment = await catalogue.assignment(lesson, id);
    // A lesson that is gone, or cannot be read just now, has nothing to show its progress beside.
    if (!assignment.ok) continue;
    const { rev } = assignment.value.spec;
    const found = revs[rev];
    if (found) {
      const { tries, passedAt, answers } = found;
      assignments[key] = { rev, tries, passedAt, answers };
    }
  }
  return { last: kept.last, assignments, setAside, ...(unsaved && { unsaved }) };
};
