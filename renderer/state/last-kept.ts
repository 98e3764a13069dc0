import type { ActionCounters, AssignmentKey, Run } from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';

/** The newest run of an assignment that the history keeps, and the counters of the newest with traffic. */
export interface LastKept {
  readonly run: Run;
  readonly counters: ActionCounters | null;
}

/** Undefined where nothing is kept. What cannot be read is told where the learner asks for it: in the history. */
export const lastKept = async (link: Link, key: AssignmentKey): Promise<LastKept | undefined> => {
  const list = await link.call('history.list', key);
  const [newest] = list.ok ? list.value.runs : [];
  if (!list.ok || !newest) return undefined;
  const run = await link.call('history.read', { ...key, run: newest.id });
  if (!run.ok) return undefined;
  const live = list.value.runs.find((one) => one.live);
  if (!live || live.id === newest.id) return { run: run.value, counters: run.value.report.counters };
  const before = await link.call('history.read', { ...key, run: live.id });
  return { run: run.value, counters: before.ok ? before.value.report.counters : null };
};
