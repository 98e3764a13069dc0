import { expect, it } from 'vitest';
import * as v from 'valibot';
import { CheckReport, type CheckResult } from '../../../../app/contract/index.ts';
import { reportText, summaryOfRun } from '../../../../app/engine/history/run-record.ts';

const text = { en: 'x', ja: 'x' };
const check = (over: Partial<CheckResult>): CheckResult => ({
  id: 'a',
  kind: 'vector',
  level: 'must',
  title: text,
  state: 'pass',
  code: 'ok',
  message: text,
  expected: '',
  actual: '',
  evidence: [],
  ms: 1,
  ...over,
});
const report = (checks: CheckResult[]): CheckReport => ({
  lesson: 'l',
  assignment: 'a',
  rev: 1,
  verdict: 'fail',
  summary: text,
  ms: 12,
  stages: [{ name: 'build', state: 'pass', ms: 1 }],
  checks,
  hint: null,
  failure: null,
  counters: null,
  commands: [{ argv: ['clang'], exitCode: 0, ms: 1 }],
});
const read = (kept: string): CheckReport => v.parse(CheckReport, JSON.parse(kept));

it('a report is kept as it is', () => {
  const whole = report([check({ evidence: [{ kind: 'log', text: 'a log' }] })]);
  expect(read(reportText(whole))).toEqual(whole);
});
it('one with huge evidence is kept without it, and says so where it was', () => {
  const huge = report([check({ evidence: [{ kind: 'log', text: 'x'.repeat(3e6) }] }), check({ id: 'b' })]);
  const kept = reportText(huge);
  expect(kept.length).toBeLessThan(4096);
  expect(read(kept).checks.map(({ evidence }) => evidence)).toEqual([
    [{ kind: 'log', text: expect.stringContaining('too large to keep') as string }],
    [],
  ]);
});
it('counts the required checks that were not left out', () => {
  const checks = [
    check({}),
    check({ state: 'fail', code: 'wrong-action' }),
    check({ state: 'stale', code: 'not-reached' }),
    check({ state: 'stale', code: 'left-out' }),
    check({ level: 'bonus' }),
  ];
  expect(summaryOfRun(report(checks), 3, 'then')).toEqual({
    number: 3,
    at: 'then',
    verdict: 'fail',
    summary: text,
    live: false,
    passed: 1,
    required: 3,
    ms: 12,
  });
});
it('is live once traffic was sent', () => {
  const live = { ...report([]), stages: [{ name: 'traffic', state: 'fail', ms: 1 } as const] };
  expect(summaryOfRun(live, 1, '').live).toBe(true);
});
