import { expect } from 'vitest';
import { asked, editor, open, test } from './open-page.ts';

test('a command is found by a few letters, run with Enter, and the focus is back in the editor', async () => {
  const { page } = await open();
  await editor(page).click();
  await page.keyboard.press('Control+Shift+P');
  const field = page.getByRole('combobox', { name: 'What do you want to do?' });
  await field.waitFor();
  await page.keyboard.type('shotop');
  await page.getByRole('option', { name: 'Show or hide the topology' }).waitFor();
  await page.keyboard.press('Enter');
  expect(await field.count()).toBe(0);
  await expect.poll(() => page.getByRole('complementary', { name: 'Topology' }).count()).toBe(0);
  await expect.poll(() => editor(page).evaluate((code) => code === document.activeElement)).toBe(true);
});

test('arrow keys choose, and the chosen option is what a screen reader is told', async () => {
  const { page } = await open();
  await page.keyboard.press('Control+Shift+P');
  const field = page.getByRole('combobox', { name: 'What do you want to do?' });
  const chosen = async () => {
    const id = await field.getAttribute('aria-activedescendant');
    return page.locator(`[id="${id ?? ''}"][aria-selected="true"]`).textContent();
  };
  const first = await chosen();
  await page.keyboard.press('ArrowDown');
  const second = await chosen();
  expect(second).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  const last = await page.getByRole('listbox').getByRole('option').last().textContent();
  expect(await chosen()).toBe(last);
  expect(await page.getByRole('listbox').getByRole('option', { selected: true }).count()).toBe(1);
});

test('Escape closes it, returns the focus, and runs nothing', async () => {
  const { page, lab } = await open();
  await editor(page).click();
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('run with');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  expect(await editor(page).evaluate((code) => code === document.activeElement)).toBe(true);
  expect(asked(lab, 'check.run')).toEqual([]);
});

test('another assignment is opened from it', async () => {
  const { page, lab } = await open();
  await page.keyboard.press('Control+p');
  await page.keyboard.type('ports');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ports', level: 1 }).waitFor();
  expect(asked(lab, 'workspace.open').at(-1)).toMatchObject({ assignment: 'ports' });
  expect(await page.title()).toBe('Ports – XDP Lab');
});

test('what was chosen last stands first the next time', async () => {
  const { page } = await open();
  const field = page.getByRole('combobox', { name: 'What do you want to do?' });
  for (const wish of ['theme: dark', 'go to commands']) {
    await page.keyboard.press('Control+Shift+P');
    await field.fill(wish);
    await page.keyboard.press('Enter');
    await field.waitFor({ state: 'detached' });
  }
  await page.keyboard.press('Control+Shift+P');
  const first = page.getByRole('listbox').getByRole('option').first();
  expect(await first.textContent()).toContain('Go to Commands');
});

test('while English is shown, a Japanese title is found', async () => {
  const { page } = await open();
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.insertText('履歴');
  await page.getByRole('option', { name: 'Go to History' }).waitFor();
});
