import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { succeed } from '../../app/contract/index.ts';
import { asked, editor, open, test } from './open-page.ts';

const lastTry = {
  'progress.read': () =>
    Promise.resolve(
      succeed({
        last: null,
        assignments: { 'packets/bounds': { rev: 1, tries: 3, passedAt: null, answers: {} } },
        setAside: null,
      }),
    ),
};

const wide = { viewport: { width: 1800, height: 900 } };
const pieces = (page: Page) => page.getByRole('button', { name: 'Take this piece of the solution' });

test('the solution is asked for, taken piece by piece with the keyboard, and comes back as an unsaved edit', async () => {
  const { page, lab } = await open({}, wide);
  await page.getByRole('button', { name: 'Show the solution beside my code' }).click();
  await page.getByRole('heading', { name: 'Look at the solution now?' }).waitFor();
  await page.keyboard.press('Enter');
  const mine = page.getByRole('textbox', { name: 'Your code, prog.c' });
  await mine.waitFor();
  await page.getByText('2 differences').waitFor();
  expect(asked(lab, 'workspace.snapshot')).toEqual([]);
  await pieces(page).nth(1).focus();
  await page.keyboard.press('Enter');
  await page.getByText('1 difference', { exact: true }).waitFor();
  expect(asked(lab, 'workspace.snapshot')).toMatchObject([{ reason: 'reveal' }]);
  expect(await mine.textContent()).toContain('pos + 14 > end');
  expect(await mine.textContent()).not.toContain('void *end');
  await page.getByRole('button', { name: '← Take this piece', exact: true }).click();
  await page.getByText('No difference left').waitFor();
  expect(asked(lab, 'workspace.snapshot')).toHaveLength(1);
  await page.keyboard.press('Escape');
  await page.getByRole('img', { name: 'not saved' }).waitFor();
  expect(await editor(page).textContent()).toContain('void *end');
  expect(asked(lab, 'workspace.save')).toEqual([]);
  await editor(page).press('Control+z');
  await expect.poll(() => editor(page).textContent()).not.toContain('void *end');
});

test('after enough tries the solution opens at once, in one column where there is little room', async () => {
  const { page } = await open(lastTry, { viewport: { width: 900, height: 800 } });
  await page.getByRole('button', { name: 'Show the solution beside my code' }).click();
  await page.getByRole('textbox', { name: 'Your code, prog.c' }).waitFor();
  expect(await page.locator('.cm-merge-a').count()).toBe(0);
  expect(await page.locator('.cm-deletedChunk').count()).toBe(2);
  await pieces(page).nth(1).click();
  await page.getByText('1 difference', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Back to the editor' }).click();
  expect(await editor(page).textContent()).toContain('pos + 14 > end');
});

test('the solution itself cannot be typed into', async () => {
  const { page } = await open(lastTry, wide);
  await page.getByRole('button', { name: 'Show the solution beside my code' }).click();
  const solution = page.getByRole('textbox', { name: 'The solution, prog.c' });
  await solution.click();
  const before = await solution.textContent();
  await page.keyboard.type('mine');
  expect(await solution.textContent()).toBe(before);
  await page.getByRole('button', { name: '日本語' }).click();
  await page.getByText('違い 2 か所').waitFor();
});
