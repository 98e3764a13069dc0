import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { thingsNamingAreGone } from '../../support/things-naming.ts';
import { editor, test } from '../open-page.ts';
import { allowRoot, counted, lamp, mendByKeys, results, theLine } from './learner.ts';
import { alive, enterLab, serveLab } from './serve-lab.ts';

const vectorChecks = [
  'It compiles',
  'The verifier accepts it',
  'What is not IPv6 passes',
  'IPv6 is recognised and dropped',
];
const liveChecks = ['It sits on the interface', 'Real pings are dropped'];

test('a whole assignment: predict, mend, save, run, reload, quit, and nothing is left', async () => {
  const lab = await serveLab();
  const page = await enterLab(lab);
  await page.getByRole('heading', { name: 'Before you read, ask', level: 1 }).waitFor();

  await page.getByRole('button', { name: /How many bytes from the packet/ }).click();
  await page.getByText('the comparison proved not one byte').waitFor();

  await editor(page).click();
  await mendByKeys(page);
  await page.keyboard.press('Control+s');
  await allowRoot(page);
  for (const title of vectorChecks) await lamp(page, title, 'passes').waitFor();
  const { mended } = await theLine();
  expect(await readFile(lab.workFile, 'utf8')).toContain(mended);

  await page.keyboard.press('F5');
  for (const title of liveChecks) await lamp(page, title, 'passes').waitFor();
  expect(await counted(page, 'XDP_DROP')).toBeGreaterThanOrEqual(3);

  await page.getByRole('tab', { name: 'Terminal' }).click();
  await page.getByRole('button', { name: 'New shell inside veth-packet01' }).first().click();
  // The tab has opened a shell already; what is typed is meant for the one inside.
  await results(page).locator('[role="tab"][aria-selected="true"]', { hasText: 'veth-packet01' }).waitFor();
  const screen = page.locator('.xterm-rows').filter({ visible: true });
  await screen.filter({ hasText: '$' }).waitFor();
  await page.keyboard.type('ip -brief address show dev veth0 && echo it is $((40 + 2))\n');
  await screen.filter({ hasText: 'it is 42' }).waitFor();
  expect(await screen.textContent()).toContain('fc00:dead:cafe:');

  const processes = lab.processes();
  await page.reload();
  await screen.filter({ hasText: 'it is 42' }).waitFor();
  await page.getByRole('tab', { name: 'History' }).click();
  await results(page).getByText('6/6').first().waitFor();
  await editor(page).filter({ hasText: mended }).waitFor();
  await page.getByText('the comparison proved not one byte').waitFor();

  const { exitCode } = await lab.end();
  expect(exitCode).toBe(143);
  expect(alive(processes)).toEqual([]);
  await thingsNamingAreGone('veth-packet01', ...processes.map(({ pid }) => `lab-${String(pid)}-`));
});
