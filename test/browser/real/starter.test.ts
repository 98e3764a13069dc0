import { expect } from 'vitest';
import { editor, test } from '../open-page.ts';
import { allowRoot, lamp, results } from './learner.ts';
import { enterLab, serveLab } from './serve-lab.ts';

test('the starter as it is given: the verifier’s line, a plain sentence, and a hint only when asked for', async () => {
  const page = await enterLab(await serveLab());
  await editor(page).click();
  await page.keyboard.press('Control+s');
  await allowRoot(page);
  await lamp(page, 'It compiles', 'passes').waitFor();
  await lamp(page, 'The verifier accepts it', 'fails').waitFor();
  await lamp(page, 'What is not IPv6 passes', 'not run on this code').waitFor();

  await page.keyboard.press('F8');
  await page.locator('.cm-activeLine', { hasText: 'return eth->h_proto' }).waitFor();
  await page.locator('.cm-activeLine .cm-lintRange-error').waitFor();
  await results(page).getByText('the bytes are not proven to be there').first().waitFor();

  const hint = page.getByText('Which address must not lie beyond');
  expect(await hint.count()).toBe(0);
  await page.keyboard.press('Control+.');
  await hint.waitFor();
});
