import { expect } from 'vitest';
import { fail, labFailure, succeed } from '../../app/contract/index.ts';
import type { DoctorReport } from '../../app/contract/index.ts';
import { unasked } from '../unit/renderer/lab-state-double.ts';
import { asked, open, test } from './open-page.ts';

const both = (text: string) => ({ en: text, ja: text });
const report: DoctorReport = {
  verdict: 'limited',
  findings: [
    {
      id: 'kernel',
      state: 'ok',
      title: both('Kernel'),
      message: both('It runs XDP.'),
      evidence: 'uname -r: 6.12',
      cure: null,
    },
    {
      id: 'vlan',
      state: 'limited',
      title: both('VLANs'),
      message: both('No 8021q module.'),
      evidence: 'modprobe: not found',
      cure: both('apt-get install linux-modules-extra'),
    },
  ],
};
const doctor = { 'doctor.run': () => Promise.resolve(succeed(report)) };

test('the doctor looks when it is first shown, and again when asked', async () => {
  const { page, lab } = await open(doctor);
  await page.getByRole('tab', { name: 'Doctor' }).click();
  await page.getByText('The lab works, with limits.').waitFor();
  const groups = page.getByRole('heading', { level: 3, name: /Limited|In order/ });
  expect(await groups.allTextContents()).toEqual(['Limited 1', 'In order 1']);
  await page.getByRole('tab', { name: 'Checks' }).click();
  await page.getByRole('tab', { name: 'Doctor' }).click();
  expect(asked(lab, 'doctor.run')).toHaveLength(1);
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect.poll(() => asked(lab, 'doctor.run').length).toBe(2);
});

test('evidence is folded, and a cure can be copied', async () => {
  const { page } = await open(doctor, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('tab', { name: 'Doctor' }).click();
  const evidence = page.getByText('modprobe: not found');
  await evidence.waitFor({ state: 'attached' });
  expect(await evidence.isVisible()).toBe(false);
  await page.getByText('How this was seen').first().click();
  expect(await evidence.isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Copy' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'apt-get install linux-modules-extra',
  );
});

test('a missing tool leads to the doctor, which offers root where it is not allowed', async () => {
  const { page, lab } = await open({
    ...doctor,
    'check.run': () => Promise.resolve(fail(labFailure('tool-missing', { thing: 'bpftool' }))),
  });
  lab.changeState(unasked);
  await page.keyboard.press('F5');
  await page.getByRole('alert').getByRole('button', { name: 'Open the doctor' }).click();
  await page.getByText('Root is not allowed yet').waitFor();
  await page.getByRole('button', { name: 'Allow root …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Allow' }).click();
  await expect.poll(() => asked(lab, 'doctor.run').length).toBe(2);
  expect(await page.getByText('Root is not allowed yet').count()).toBe(0);
});
