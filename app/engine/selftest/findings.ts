import type { SelftestFinding, SelftestRule } from '../../contract/index.ts';

/** What was tried; `detail` says what does not hold, and is empty where it does. */
export interface Claim {
  readonly assignment: string | null;
  readonly rule: SelftestRule;
  readonly subject: string;
  readonly detail: string;
  /** True where the machine, not the lesson, kept it from being told. */
  readonly cannot?: boolean;
  readonly ms?: number;
}

/** The findings of one lesson, told as they are made. */
export interface Findings {
  readonly say: (claim: Claim) => void;
  readonly all: SelftestFinding[];
}

export const createFindings = (lesson: string, onFinding: (finding: SelftestFinding) => void): Findings => {
  const all: SelftestFinding[] = [];
  return {
    all,
    say: ({ cannot = false, ms = 0, ...claim }) => {
      const state = cannot ? 'cannot' : claim.detail === '' ? 'pass' : 'fail';
      const finding: SelftestFinding = { lesson, state, ms, ...claim };
      all.push(finding);
      onFinding(finding);
    },
  };
};
