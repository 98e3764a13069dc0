import type { ActionCounters } from '../../contract/index.ts';
import type { LiveObservation } from './observe/live.ts';

/** What all traffic of a run was counted as, by action; null where none was sent, or where nothing counts it. */
export const countersOf = (live: Pick<LiveObservation, 'traffic'> | null): ActionCounters | null => {
  const counted = [...(live?.traffic.values() ?? [])]
    .map(({ counts }) => counts)
    .filter(({ counts }) => counts.length > 0);
  const [first] = counted;
  if (!first) return null;
  const sums = new Map<string, number>();
  for (const { action, packets } of counted.flatMap(({ counts }) => counts)) {
    sums.set(action, (sums.get(action) ?? 0) + packets);
  }
  return { source: first.source, counts: Object.fromEntries(sums) };
};
