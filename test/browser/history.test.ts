import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { asked, editor, open, test } from './open-page.ts';

const summary = 'The verifier rejects the program.';

const entries = (page: Page) => page.getByRole('listbox', { name: 'Runs and snapshots' }).getByRole('option');

/** Two runs: of the starter, and of the same with a line of the learner's own. */
const withRuns = async (page: Page) => {
  await page.keyboard.press('F5');
  await page.getByText(summary).first().waitFor();
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('/* mine */');
  await page.keyboard.press('Control+s');
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('option', { name: 'run #2' }).waitFor();
};

test('runs stand newest first, and the arrow keys show what came of each', async () => {
  const { page } = await open();
  await withRuns(page);
  const options = entries(page);
  expect(await options.first().textContent()).toMatch(/run #2.*fails.*0\/2.*vectors/);
  expect(await options.nth(1).textContent()).toMatch(/run #1.*real traffic/);
  const list = page.getByRole('listbox', { name: 'Runs and snapshots' });
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await page.getByText('There is no difference.').waitFor();
  await page.keyboard.press('ArrowDown');
  expect(await options.nth(1).getAttribute('aria-selected')).toBe('true');
  expect(await list.getAttribute('aria-activedescendant')).toBe(await options.nth(1).getAttribute('id'));
  await page.locator('.change .cm-changedLine', { hasText: '/* mine */' }).waitFor();
  await page.getByRole('list', { name: 'What did not pass' }).getByText('The verifier accepts it').waitFor();
});

test('two runs are compared, and one is put back after a snapshot of the code now', async () => {
  const { page, lab } = await open();
  await withRuns(page);
  await entries(page).nth(1).click();
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ index: 1 });
  await page.locator('.change .cm-changedLine', { hasText: '/* mine */' }).waitFor();
  await page.getByRole('button', { name: 'Put this one back' }).click();
  await page.getByText('kept as a snapshot').waitFor();
  await page.getByRole('button', { name: 'Put it back' }).click();
  await page.getByRole('option', { name: 'before something was put back' }).waitFor();
  expect(asked(lab, 'history.restore')).toMatchObject([{ run: 'run-1' }]);
  expect(await editor(page).first().textContent()).not.toContain('/* mine */');
  await editor(page).first().press('Control+z');
  await expect.poll(() => editor(page).first().textContent()).toContain('/* mine */');
});

test('the history speaks the learner’s language', async () => {
  const { page } = await open();
  await withRuns(page);
  await page.getByRole('button', { name: '日本語' }).click();
  await page.getByRole('option', { name: '2 回目の実行' }).waitFor();
});
