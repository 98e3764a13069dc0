import { expect } from 'vitest';
import { addAxe, seriousViolations } from '../axe.ts';
import { editor, test } from '../open-page.ts';
import { allowRoot, results } from './learner.ts';
import { enterLab, serveLab } from './serve-lab.ts';

const tabs = ['checks', 'verifier', 'counters', 'exceptions', 'terminal', 'history', 'commands', 'doctor'];

/** What there is once a pane that is loaded when it is opened shows what it has. */
const shownBy: Readonly<Record<string, string>> = {
  verifier: '#bottom-panel .verdict',
  counters: '#bottom-panel p',
  exceptions: '#bottom-panel header',
};

test.each([
  ['en-GB', 'light'],
  ['en-GB', 'dark'],
  ['ja-JP', 'light'],
  ['ja-JP', 'dark'],
] as const)('axe finds nothing serious in any pane (%s, %s)', async (locale, colorScheme) => {
  const lab = await serveLab();
  const page = await enterLab(lab, { locale, colorScheme, bypassCSP: true });
  await addAxe(page);
  const found: Record<string, string[]> = {};
  await page.keyboard.press('F5');
  await page.getByRole('dialog').waitFor();
  found.question = await seriousViolations(page);
  await allowRoot(page);
  await results(page).locator('details[open]').first().waitFor();
  await page.keyboard.press('Control+.');
  for (const tab of tabs) {
    await page.locator(`#tab-${tab}`).click();
    await page
      .locator(shownBy[tab] ?? '#bottom-panel')
      .first()
      .waitFor();
    found[tab] = await seriousViolations(page);
  }
  await page.locator('#tab-terminal').click();
  await page.locator('.xterm-rows').waitFor();
  found.shell = await seriousViolations(page);
  const dialog = page.getByRole('dialog');
  await editor(page).focus();
  await page.keyboard.press('Control+Shift+P');
  await dialog.waitFor();
  found.palette = await seriousViolations(page);
  await page.keyboard.type('keyboard');
  await page.keyboard.press('Enter');
  await dialog.getByRole('heading', { level: 2 }).waitFor();
  found.keyboard = await seriousViolations(page);
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /the solution beside|解答を表示/ })
    .first()
    .click();
  await dialog.getByRole('heading', { level: 2 }).waitFor();
  found.early = await seriousViolations(page);
  await dialog.locator('.primary').click();
  await page.locator('.take-piece').first().waitFor();
  found.solution = await seriousViolations(page);
  await page.keyboard.press('Escape');
  await page.locator('summary').first().click();
  found.lessons = await seriousViolations(page);
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
});
