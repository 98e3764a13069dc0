import { expect, test } from 'vitest';
import * as v from 'valibot';
import { DoctorReport, fail, labFailure } from '../../../../app/contract/index.ts';
import { runDoctor } from '../../../../app/engine/doctor/index.ts';
import { labTools } from '../../../../app/engine/doctor/tool-table.ts';
import { requirements } from '../../../../app/setup/requirements.mjs';

test('the doctor looks at this very machine and answers by the contract', async () => {
  const probe = () => Promise.resolve(fail(labFailure('not-privileged', { thing: 'the probe' })));
  const report = await runDoctor({ probe, allowed: true });
  expect(v.is(DoctorReport, report)).toBe(true);
  expect(report.verdict).toBe('missing');
  const clang = report.findings.find(({ id }) => id === 'clang');
  expect(clang?.state).toBe('ok');
  expect(clang?.evidence).toMatch(/clang: .*clang version \d+/);
  expect(report.findings.find(({ id }) => id === 'headers')).toMatchObject({ state: 'ok' });
  // It ends with an error even when it only names its version.
  expect(report.findings.find(({ id }) => id === 'trace-cmd')).toMatchObject({ state: 'ok' });
});

test('every tool the doctor asks about is in the table that knows its package', () => {
  const known = requirements.filter(({ kind }) => kind === 'command').map(({ id }) => id);
  expect(labTools.map(({ id }) => id).filter((id) => !known.includes(id))).toEqual([]);
});
