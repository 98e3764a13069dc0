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
  if (verdict === 'pass') return passed(musts.length, leftOutOf(checks));
  const decisive = musts.find(({ state }) => state === verdict);
  if (verdict === 'cannot') return failure?.message ?? decisive?.message ?? nothingRan;
  return decisive?.message ?? nothingRan;
};

const leftOutOf = (checks: readonly CheckResult[]): readonly CheckResult[] =>
  checks.filter(({ level, code }) => level === 'must' && code === 'left-out');

const checksPass = (count: number, which: string): string =>
  count === 1 ? `The one check${which} passes` : `The ${count} checks${which} pass`;

const passed = (tried: number, leftOut: readonly CheckResult[]): Text => {
  if (leftOut.length === 0) {
    return {
      en: `All ${tried} checks pass.`,
      ja: `${tried} 個のチェックすべてに合格しました。`,
    };
  }
  const rest = leftOut.length;
  // Vectors are left out where only traffic was asked for.
  if (leftOut.some(({ kind }) => kind === 'vector')) {
    return {
      en: `${checksPass(tried, '')}. The other ${rest} (vectors) were left out.`,
      ja: `試した ${tried} 個のチェックに合格しました。ベクターを使う ${rest} 個は試していません。`,
    };
  }
  return {
    en: `${checksPass(tried, ' without traffic')}. A run with traffic tries the other ${rest}.`,
    ja: `トラフィックを使わない ${tried} 個のチェックに合格しました。残りの ${rest} 個は、トラフィックを流す実行で試します。`,
  };
};

const nothingRan: Text = { en: 'No check could be run.', ja: 'チェックを実行できませんでした。' };
