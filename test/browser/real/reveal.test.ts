import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { editor, test } from '../open-page.ts';
import { results, theLine } from './learner.ts';
import { enterLab, serveLab } from './serve-lab.ts';

test('the solution beside the code: a piece is taken, the code before is in History, and undo brings it back', async () => {
  const lab = await serveLab();
  const page = await enterLab(lab, { viewport: { width: 1800, height: 900 } });
  const { given, mended } = await theLine();

  await page.getByRole('button', { name: 'Show the solution beside my code' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Show it' }).click();
  const mine = page.getByRole('textbox', { name: /^Your code/ });
  await mine.filter({ hasText: given }).waitFor();
  await page
    .getByRole('textbox', { name: /^The solution/ })
    .filter({ hasText: mended })
    .waitFor();

  await page.getByRole('button', { name: '← Take this piece', exact: true }).click();
  await mine.filter({ hasText: mended }).waitFor();
  await page.getByText('No difference left').waitFor();
  await page.keyboard.press('Escape');
  await editor(page).filter({ hasText: mended }).waitFor();

  await page.getByRole('tab', { name: 'History' }).click();
  await results(page).getByText('before the first piece of the solution').first().waitFor();

  await editor(page).focus();
  await page.keyboard.press('Control+z');
  await editor(page).filter({ hasText: given }).waitFor();
  await page.keyboard.press('Control+Shift+z');
  await editor(page).filter({ hasText: mended }).waitFor();
  await page.keyboard.press('Control+s');
  await page.getByRole('img', { name: 'not saved' }).waitFor({ state: 'detached' });
  expect(await readFile(lab.workFile, 'utf8')).toContain(mended);
});
