import { describe, expect, it } from 'vitest';
import type { CheckLevel, CheckReport, CheckState, Verdict } from '../../../../app/contract/index.ts';
import { changeOfReport } from '../../../../app/engine/progress/change-of-report.ts';
import { applied, type Change } from '../../../../app/engine/progress/changes.ts';

const report = (verdict: Verdict, ...checks: [CheckLevel, CheckState][]) => ({
  lesson: 'tiny',
  assignment: 'only',
  rev: 3,
  verdict,
  checks: checks.map(([level, state]) => ({ level, state }) as CheckReport['checks'][number]),
});
const failed = report('fail', ['must', 'fail'], ['must', 'stale']);
const code = (sha256: string, edited = true) => ({ sha256, edited });
const kept = (...changes: (Change | null)[]) =>
  applied(
    undefined,
    changes.filter((change) => change !== null),
  ).assignments['tiny/only']?.[3];

describe('a grading of the learner’s code', () => {
  it('earns the mark when all that must pass does, bonus or not', () => {
    const whole = report('pass', ['must', 'pass'], ['must', 'pass'], ['bonus', 'fail']);
    expect(kept(changeOfReport(whole, code('a'), '2026-01-01'))).toMatchObject({
      passedAt: '2026-01-01',
      tries: 0,
    });
  });
  it('keeps the first mark, whatever comes later', () => {
    const whole = report('pass', ['must', 'pass']);
    const changes = [
      changeOfReport(whole, code('a'), '2026-01-01'),
      changeOfReport(failed, code('b'), '2026-01-02'),
      changeOfReport(whole, code('c'), '2026-01-03'),
    ];
    expect(kept(...changes)).toMatchObject({ passedAt: '2026-01-01', tries: 1 });
  });
  it('earns no mark where the live half, or the vectors, were left out', () => {
    const part = report('pass', ['must', 'pass'], ['must', 'stale']);
    expect(changeOfReport(part, code('a'), '2026-01-01')).toBeNull();
  });
  it('counts failures of different code, on a save as on a live run', () => {
    const runs = ['a', 'a', 'b', 'b', 'a'].map((sha256) => changeOfReport(failed, code(sha256), ''));
    expect(kept(...runs)).toMatchObject({ tries: 3, passedAt: null });
  });
  it('counts neither the machine’s faults nor the starter as it came', () => {
    expect(changeOfReport(report('cannot', ['must', 'cannot']), code('a'), '')).toBeNull();
    expect(changeOfReport(failed, code('a', false), '')).toBeNull();
  });
});
