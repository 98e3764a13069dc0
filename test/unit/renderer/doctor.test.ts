import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, labFailure, succeed } from '../../../app/contract/index.ts';
import type { DoctorReport } from '../../../app/contract/index.ts';
import { groupsOf } from '../../../renderer/doctor/groups.ts';
import { openPage } from './page.ts';

const finding = (id: string, state: DoctorReport['verdict']): DoctorReport['findings'][number] => ({
  id,
  state,
  title: { en: id, ja: id },
  message: { en: id, ja: id },
  evidence: '',
  cure: null,
});
const report: DoctorReport = {
  verdict: 'missing',
  findings: [finding('kernel', 'ok'), finding('clang', 'missing'), finding('tcpdump', 'missing')],
};

const opened = async (own: Parameters<typeof openPage>[0]) => {
  const page = openPage(own);
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.link.state).toBe('open');
  });
  return page;
};

test('findings are grouped, the worst first, and empty groups are left out', () => {
  expect(groupsOf(report).map(({ state, findings }) => [state, findings.map(({ id }) => id)])).toEqual([
    ['missing', ['clang', 'tcpdump']],
    ['ok', ['kernel']],
  ]);
});

test('one look is taken at a time', async () => {
  const { lab, asked } = await opened({ 'doctor.run': () => Promise.resolve(succeed(report)) });
  const first = lab.doctor.run();
  expect(lab.doctor.running).toBe(true);
  await lab.doctor.run();
  await first;
  expect(asked.filter(({ name }) => name === 'doctor.run')).toHaveLength(1);
  expect(lab.doctor.report).toEqual(report);
});

test('what was found stays where a later look fails', async () => {
  let broken = false;
  const { lab } = await opened({
    'doctor.run': () =>
      Promise.resolve(broken ? fail(labFailure('timeout', { thing: 'doctor' })) : succeed(report)),
  });
  await lab.doctor.run();
  broken = true;
  await lab.doctor.run();
  expect(lab.doctor.report).toEqual(report);
  expect(lab.failures.current?.code).toBe('timeout');
});
