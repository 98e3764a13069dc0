import type { CheckReport } from '../../app/contract/index.ts';
import { problemsOf } from '../editor/problems.ts';
import type { Problem } from '../editor/problems.ts';

/** Where in the code the first failed check points; undefined where it points nowhere. */
export const placeOf = (report: CheckReport | undefined): Problem | undefined => {
  const failed = report?.checks.find(({ state }) => state === 'fail');
  return report && failed && problemsOf({ ...report, checks: [failed] })[0];
};
