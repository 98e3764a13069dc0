import type { CheckReport } from '../../contract/index.ts';
import type { WorkSource } from '../workspace/workspace.ts';
import { passed, tried, type Change } from './changes.ts';

/**
 * What a grading of the learner's own code changes. A mark takes every `must`, so a run that left some out earns none. A
 * failure is a try, unless the machine was at fault or the starter was run as it came: it fails on purpose.
 */
export const changeOfReport = (
  report: Pick<CheckReport, 'lesson' | 'assignment' | 'rev' | 'verdict' | 'checks'>,
  { sha256, edited }: Pick<WorkSource, 'sha256' | 'edited'>,
  at: string,
): Change | null => {
  const musts = report.checks.filter(({ level }) => level === 'must');
  if (report.verdict === 'pass' && musts.every(({ state }) => state === 'pass')) return passed(report, at);
  return report.verdict === 'fail' && edited ? tried(report, sha256) : null;
};
