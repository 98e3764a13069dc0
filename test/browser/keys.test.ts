import { expect } from 'vitest';
import { asked, editor, open, test } from './open-page.ts';

test('a key of the page works while code is typed, and types nothing', async () => {
  const { page, lab } = await open();
  await editor(page).click();
  const before = await editor(page).textContent();
  await page.keyboard.press('Control+Enter');
  await page.getByText('The verifier rejects the program.').waitFor();
  expect(asked(lab, 'check.run')).toHaveLength(1);
  expect(await editor(page).textContent()).toBe(before);
});

test('the editor keeps the keys that are not the page’s', async () => {
  const { page } = await open();
  await editor(page).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('typed');
  await page.keyboard.press('Control+z');
  await expect.poll(() => editor(page).textContent()).not.toContain('typed');
});

test('F6 goes through all panes and around, Shift+F6 back', async () => {
  const { page } = await open();
  const pane = () =>
    page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('aria-label'));
  const seen = [];
  for (let at = 0; at < 5; at += 1) {
    await page.keyboard.press('F6');
    seen.push(await pane());
  }
  expect(seen).toEqual(['Lesson', 'Editor', 'Topology', 'Results', 'Lesson']);
  await page.keyboard.press('Shift+F6');
  expect(await pane()).toBe('Results');
});

test('a key that can do nothing now does not reach the browser either', async () => {
  const { page } = await open();
  await editor(page).click();
  await page.keyboard.type('kept');
  await page.keyboard.press('Shift+F5');
  expect(await editor(page).textContent()).toContain('kept');
});

test('a key can be changed, its conflict is named first, and it lasts', async () => {
  const { page, lab } = await open();
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('keyboard');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Keyboard' });
  await dialog.getByRole('button', { name: 'Change the key of “Run with real traffic”' }).click();
  await page.keyboard.press('Control+s');
  await dialog.getByText('Ctrl+S is the key of “Save and check” already').waitFor();
  await dialog.getByRole('button', { name: 'Leave it' }).click();
  await dialog.getByRole('button', { name: 'Change the key of “Run with real traffic”' }).click();
  await page.keyboard.press('F9');
  await dialog.getByText('F9').waitFor();
  await page.keyboard.press('Escape');
  await page.reload();
  // The editor stands before the assignment is open, and until then there is nothing to run.
  await editor(page).getByText('parse_ethhdr').waitFor();
  await page.keyboard.press('F9');
  await page.getByText('The verifier rejects the program.').waitFor();
  expect(asked(lab, 'check.run')[0]).not.toHaveProperty('only');
});
