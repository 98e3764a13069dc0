import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { open, test } from './open-page.ts';

test('the commands of a run are saved as a script', async () => {
  const { page } = await open();
  await page.keyboard.press('F5');
  await page.getByRole('tab', { name: 'Commands' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a script' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('packets-bounds.sh');
  expect(await readFile(await download.path(), 'utf8')).toContain("# exit code 0\nclang -c 'it'\\''s.c'\n");
});

test('where the clipboard refuses the page says so and offers the text selected', async () => {
  const { page } = await open();
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await page.keyboard.press('F5');
  await page.getByRole('tab', { name: 'Commands' }).click();
  await page.getByRole('button', { name: 'Copy', exact: true }).first().click();
  const field = page.getByRole('textbox', { name: 'Text to copy' });
  await field.waitFor();
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('clang -c');
});
