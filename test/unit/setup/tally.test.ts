import { expect, test } from 'vitest';
import { countFindings, countTests, findingLine, readFindings } from '../../../app/setup/read-reports.mjs';
import { closingLine, exitCode, nothing, one, sum } from '../../../app/setup/tally.mjs';

const file = (...statuses: string[]) => ({
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status })),
});

test('the closing line names the skipped only where there are any', () => {
  expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
});

test('one failure, or nothing tried at all, is no success', () => {
  expect(exitCode(sum([one(true), one(true)]))).toBe(0);
  expect(exitCode(sum([one(true), one(false)]))).toBe(1);
  expect(exitCode(nothing)).toBe(1);
  expect(exitCode({ ...nothing, skipped: 5 })).toBe(1);
});

test('every test of every file is counted', () => {
  const report = {
    success: false,
    testResults: [file('passed', 'passed'), file('failed', 'pending', 'todo')],
  };
  expect(countTests(report, false)).toEqual({ passed: 2, failed: 1, skipped: 2 });
});

test('a file that could not be loaded counts as one failure', () => {
  const report = {
    success: false,
    testResults: [file('passed'), { status: 'failed', assertionResults: [] }],
  };
  expect(countTests(report, false)).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

test('a run that broke off after its tests had passed is a failure', () => {
  const report = { success: true, testResults: [file('passed')] };
  expect(countTests(report, false)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(countTests(null, false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a rule of a lesson that could not be tried has not been shown to hold', () => {
  const findings = [{ state: 'pass' }, { state: 'cannot' }, { state: 'fail' }];
  expect(countFindings(findings, false)).toEqual({ passed: 1, failed: 2, skipped: 0 });
});

test('a self-test that says nothing, or breaks off, is a failure', () => {
  expect(countFindings(readFindings(''), true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countFindings(readFindings('{"findings":['), false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countFindings([{ state: 'pass' }], false)).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

test('what does not hold is told in one line: where, which rule, what, and why', () => {
  const [finding] = readFindings(
    '{"findings":[{"lesson":"packet01-parsing","assignment":"vlan","rule":"b","subject":"solution","state":"fail","detail":"ping: 3 of 7"}]}',
  );
  expect(finding && findingLine(finding)).toBe('  packet01-parsing/vlan (b) solution: ping: 3 of 7');
});
