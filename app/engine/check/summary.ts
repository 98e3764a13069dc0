import type { CheckResult, LabFailure, Text, Verdict } from '../../contract/index.ts';

/**
 * The verdict: a failed `must` outweighs one that could not be run; `bonus` and `note` never decide. A `must` that was
 * not reached, though nothing failed and the machine stopped nothing, is no pass either: a check left out by the lesson.
 */
export const verdictOf = (checks: readonly CheckResult[], failure: LabFailure | null): Verdict => {
  const musts = checks.filter(({ level }) => level === 'must');
  if (musts.some(({ state }) => state === 'fail')) return 'fail';
  if (failure || musts.some(({ state }) => state === 'cannot')) return 'cannot';
  return musts.some(({ code }) => code === 'not-reached') ? 'fail' : 'pass';
};

/** The one sentence a learner reads first. */
export const summaryOf = (
  verdict: Verdict,
  checks: readonly CheckResult[],
  failure: LabFailure | null,
): Text => {
  const musts = checks.filter(({ level, state }) => level === 'must' && state !== 'stale');
  if (verdict === 'pass') {
    return {
      en: `All ${musts.length} checks pass.`,
      ja: `${musts.length} 個のチェックすべてに合格しました。`,
    };
  }
  const decisive = musts.find(({ state }) => state === verdict);
  if (verdict === 'cannot') return failure?.message ?? decisive?.message ?? nothingRan;
  return decisive?.message ?? nothingRan;
};

const nothingRan: Text = { en: 'No check could be run.', ja: 'チェックを実行できませんでした。' };
