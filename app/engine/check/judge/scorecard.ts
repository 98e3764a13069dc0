import type { CheckKind, CheckRequest, CheckResult, CheckState } from '../../../contract/index.ts';
import type { AssignmentSpec, CheckSpec } from '../../lessons/schema.ts';
import type { ProgramSource } from '../../workspace/program-source.ts';
import type { Observations } from '../observe/observations.ts';
import { judge } from './judge.ts';

/** Where an assignment's checks are judged, kind by kind, as soon as what they look at has been observed. */
export interface Scorecard {
  /** Judges the checks of these kinds, and gives the worst state among those that decide the verdict. */
  readonly judge: (...kinds: CheckKind[]) => Promise<CheckState>;
  /** Every check in the lesson's order; those that were not judged yet are judged on what there is. */
  readonly results: () => Promise<CheckResult[]>;
  /** Whether any check needs a live run. */
  readonly hasLive: boolean;
}

const liveKinds: readonly CheckKind[] = ['live', 'seen', 'counters', 'attached'];

export const createScorecard = (
  spec: AssignmentSpec,
  observations: Observations,
  source: ProgramSource,
  only: CheckRequest['only'],
): Scorecard => {
  const judged = new Map<string, CheckResult>();
  const checks = Object.entries(spec.checks);

  const judgeOne = async (id: string, check: CheckSpec): Promise<CheckResult> => {
    const { kind, level, title } = check;
    const result = { id, kind, level, title, ...(await judge(id, check, observations, spec, source, only)) };
    judged.set(id, result);
    return result;
  };

  return {
    hasLive: checks.some(([, { kind }]) => liveKinds.includes(kind)),
    judge: async (...kinds) => {
      const wanted = checks.filter(([, { kind }]) => kinds.includes(kind));
      const results = await Promise.all(wanted.map(([id, check]) => judgeOne(id, check)));
      return worst(results.filter(({ level }) => level === 'must'));
    },
    results: () => Promise.all(checks.map(async ([id, check]) => judged.get(id) ?? judgeOne(id, check))),
  };
};

const worst = (results: readonly CheckResult[]): CheckState =>
  (['fail', 'cannot'] as const).find((bad) => results.some(({ state }) => state === bad)) ?? 'pass';
