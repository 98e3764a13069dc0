import { expect } from 'vitest';
import { editor, test } from '../open-page.ts';
import { enterLab, serveLab } from './serve-lab.ts';

test('the palette opens another assignment, with its own code, and the key that was chosen for it works', async () => {
  const page = await enterLab(await serveLab());
  const before = await editor(page).textContent();
  await editor(page).focus();
  await page.keyboard.press('Control+p');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('what does ipv6');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'What does IPv6 carry?', level: 1 }).waitFor();
  await expect.poll(() => editor(page).textContent()).not.toBe(before);

  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('keyboard');
  await page.keyboard.press('Enter');
  const keys = page.getByRole('dialog', { name: 'Keyboard' });
  await keys.getByRole('button', { name: 'Change the key of “Show or hide the topology”' }).click();
  await page.keyboard.press('F9');
  await keys.getByText('F9').waitFor();
  await page.keyboard.press('Escape');
  const topology = page.getByRole('complementary', { name: 'Topology' });
  await topology.waitFor();
  await page.keyboard.press('F9');
  await topology.waitFor({ state: 'detached' });
  await page.reload();
  await editor(page).filter({ hasText: /\S/ }).waitFor();
  await page.keyboard.press('F9');
  await topology.waitFor();
});
