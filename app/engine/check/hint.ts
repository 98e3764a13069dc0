import type { CheckResult, Hint } from '../../contract/index.ts';
import type { AssignmentSpec } from '../lessons/schema.ts';

type Condition = AssignmentSpec['hints'][number]['when'][number];

/** The first hint that matches the first failed check; later failed checks count only where the first has none. */
export const chooseHint = (
  hints: AssignmentSpec['hints'],
  checks: readonly CheckResult[],
  code: string,
): Hint | null => {
  for (const check of checks.filter(({ state }) => state === 'fail')) {
    const hint = hints.find(({ when }) => when.some((condition) => holds(condition, check, code)));
    if (hint) return { id: hint.id, text: hint.text, shows: hint.shows ?? null };
  }
  return null;
};

const holds = (condition: Condition, check: CheckResult, code: string): boolean => {
  if (condition.check !== check.id) return false;
  if (condition.code !== undefined && condition.code !== check.code) return false;
  if (condition.source !== undefined && !new RegExp(condition.source).test(code)) return false;
  const failedCase = check.evidence.find(
    (one) => one.kind === 'packet' && one.state === 'fail' && (condition.case ?? one.case) === one.case,
  );
  if (condition.case !== undefined && !failedCase) return false;
  const actual = failedCase?.kind === 'packet' ? failedCase.actualAction : check.actual;
  return condition.actual === undefined || condition.actual === actual;
};
