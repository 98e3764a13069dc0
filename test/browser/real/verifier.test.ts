import { expect } from 'vitest';
import { editor, test } from '../open-page.ts';
import { allowRoot, lamp, mendByKeys, results, theLine } from './learner.ts';
import { enterLab, serveLab } from './serve-lab.ts';

test('the starter’s rejection explained: its line first, what is proven, the registers, the log as printed; then accepted', async () => {
  const lab = await serveLab();
  const page = await enterLab(lab);
  await page.keyboard.press('Control+s');
  await allowRoot(page);
  await lamp(page, 'The verifier accepts it', 'fails').waitFor();
  await page.locator('#tab-verifier').click();
  const pane = results(page);
  const verdict = pane.getByRole('region', { name: 'Rejected' });
  await verdict.getByText('packet bounds').waitFor();
  const { number } = await theLine();
  const place = verdict.getByRole('button', { name: /^xdp_prog_kern\.c, line \d+$/ }).first();
  const line = Number(/line (\d+)/.exec((await place.textContent()) ?? '')?.[1]);
  // The check that is wrong stands a few lines above the access that it should have vouched for.
  expect(Math.abs(line - number)).toBeLessThanOrEqual(8);
  await verdict.getByText(/^0 bytes of the packet are proven here/).waitFor();
  await verdict
    .getByText(/invalid access to packet/)
    .first()
    .waitFor();

  await verdict.getByRole('listitem').getByRole('button').last().click();
  const registers = verdict.getByRole('table', { name: /^Known before/ });
  await registers.getByRole('rowheader').first().waitFor();
  expect(await registers.textContent()).toContain('pkt');

  await place.click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('.cm-editor') !== null))
    .toBe(true);

  const way = pane.getByRole('table', { name: /by source line$/ });
  await way.getByRole('row').filter({ hasText: 'rejected here' }).waitFor();
  await way.getByRole('row').first().click();
  await pane.locator('.detail').getByRole('button').first().waitFor();

  await pane.getByRole('button', { name: /^The log as printed/ }).click();
  await pane
    .getByRole('table', { name: 'The log as printed' })
    .getByText(/invalid access to packet, off=/)
    .waitFor();

  await editor(page).click();
  await mendByKeys(page);
  await pane.getByText('Your code has changed since').waitFor();
  await page.keyboard.press('Control+s');
  await page.locator('#tab-verifier').click();
  await pane.getByRole('region', { name: 'Accepted' }).waitFor();
});
