import { expect } from 'vitest';
import { asked, editor, open, test } from './open-page.ts';

test('what is typed is saved with Ctrl+S and checked, and the verifier’s line is marked', async () => {
  const { page, lab } = await open();
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('/* mine */');
  await page.getByRole('img', { name: 'not saved' }).waitFor();
  await page.keyboard.press('Control+s');
  await page.getByText('The verifier rejects the program.').waitFor();
  expect(asked(lab, 'workspace.save')).toMatchObject([
    { text: expect.stringContaining('/* mine */') as string },
  ]);
  expect(asked(lab, 'check.run')).toMatchObject([{ only: 'vectors', source: { kind: 'workspace' } }]);
  await page.locator('.cm-lintRange-error').waitFor();
  expect(await page.getByRole('img', { name: 'not saved' }).count()).toBe(0);
});

test('F5 runs everything, and a failed packet shows its fields and bytes', async () => {
  const { page, lab } = await open();
  await page.keyboard.press('F5');
  await page.getByText('The verifier rejects the program.').waitFor();
  expect(asked(lab, 'check.run')[0]).not.toHaveProperty('only');
  await page.getByRole('button', { name: 'arp' }).click();
  await page.getByText('eth.type').waitFor();
  expect(await page.locator('.added .changed').allTextContents()).toEqual(['86', 'dd']);
});

test('a result leads to its line', async () => {
  const { page } = await open();
  await page.keyboard.press('F5');
  await page.getByRole('button', { name: 'prog.c:5' }).click();
  await page.locator('.cm-activeLine', { hasText: 'return 0;' }).waitFor();
});

test('a hint is shown only when asked for', async () => {
  const { page } = await open();
  await page.keyboard.press('F5');
  const hint = page.getByText('Ask where the header ends.');
  await page.getByRole('button', { name: 'Show a hint' }).waitFor();
  expect(await hint.count()).toBe(0);
  await page.keyboard.press('Control+.');
  await hint.waitFor();
});

test('a prediction is answered with its reason', async () => {
  const { page } = await open();
  await page.getByRole('button', { name: 'The value of r0' }).click();
  await page.getByText('Not one byte is proven.').waitFor();
});

test('the language changes at once and leaves code, report and step where they are', async () => {
  const { page } = await open();
  await editor(page).click();
  await page.keyboard.type('typed');
  await page.keyboard.press('F5');
  await page.getByText('The verifier rejects the program.').waitFor();
  await page.getByRole('button', { name: '日本語' }).click();
  await page.getByRole('heading', { name: '直す' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('ja');
  await page.getByText('The verifier rejects the program.。').waitFor();
  expect(await editor(page).textContent()).toContain('typed');
});

test('panes are resized by keyboard and remembered', async () => {
  const { page } = await open();
  const separator = page.getByRole('separator', { name: 'Size of Lesson' });
  const before = Number(await separator.getAttribute('aria-valuenow'));
  await separator.focus();
  await page.keyboard.press('ArrowRight');
  expect(await separator.getAttribute('aria-valuenow')).toBe(String(before + 2));
  await page.keyboard.press('Control+j');
  expect(await page.getByRole('tablist', { name: 'Results' }).count()).toBe(0);
  await page.reload();
  await separator.waitFor();
  expect(await separator.getAttribute('aria-valuenow')).toBe(String(before + 2));
  expect(await page.getByRole('tablist', { name: 'Results' }).count()).toBe(0);
});

test('a separator follows the pointer', async () => {
  const { page } = await open();
  const separator = page.getByRole('separator', { name: 'Size of Results' });
  const box = await separator.boundingBox();
  await page.mouse.move(700, box?.y ?? 0);
  await page.mouse.down();
  await page.mouse.move(700, 300);
  await page.mouse.up();
  const top = (await separator.boundingBox())?.y ?? 0;
  expect(Math.abs(top - 300)).toBeLessThan(8);
});

test('the themes differ, and a chosen one is kept', async () => {
  const { page } = await open();
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('light');
  const light = await background();
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  await editor(page).waitFor();
  expect(await background()).toBe(dark);
});

test('a broken connection is said and made anew, and typing goes on', async () => {
  const { page, server, lab } = await open();
  await editor(page).click();
  await page.keyboard.type('kept ');
  server.cut();
  await expect.poll(() => asked(lab, 'lessons.list').length).toBe(2);
  await page.getByText('lab ready').waitFor();
  expect(await editor(page).textContent()).toContain('kept ');
});

test('the commands that ran can be read', async () => {
  const { page } = await open();
  await page.keyboard.press('F5');
  await page.getByRole('tab', { name: 'Commands' }).click();
  await page.getByText(String.raw`clang -c 'it'\''s.c'`).waitFor();
});
