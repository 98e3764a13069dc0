import { expect, onTestFinished } from 'vitest';
import { labDouble } from '../unit/renderer/double.ts';
import { editor, newPage, test } from './open-page.ts';
import { servePage } from './page-server.ts';

/** A page whose palette does not come before `release` is called. */
const openWithoutPalette = async () => {
  const server = await servePage(labDouble().service);
  onTestFinished(server.close);
  const page = await newPage();
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/Palette-*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(server.address);
  await editor(page).click();
  return { page, release, field: page.getByRole('combobox', { name: 'What do you want to do?' }) };
};

test('what is typed before the palette is there is in its field, and not in the code', async () => {
  const { page, release, field } = await openWithoutPalette();
  const code = await editor(page).textContent();
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('shotopx');
  await page.keyboard.press('Backspace');
  release();
  await field.waitFor();
  expect(await field.inputValue()).toBe('shotop');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('complementary', { name: 'Topology' }).count()).toBe(0);
  expect(await editor(page).textContent()).toBe(code);
});

test('Enter before the palette is there runs what it finds, and types nothing', async () => {
  const { page, release } = await openWithoutPalette();
  const code = await editor(page).textContent();
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('shotop');
  await page.keyboard.press('Enter');
  await page.keyboard.type('too late');
  release();
  await expect.poll(() => page.getByRole('complementary', { name: 'Topology' }).count()).toBe(0);
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await editor(page).textContent()).toBe(code);
});

test('Escape leaves a palette that is not there yet, and the code is typed into again', async () => {
  const { page, release, field } = await openWithoutPalette();
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.press('Escape');
  await page.keyboard.type('kept');
  release();
  await expect.poll(() => editor(page).textContent()).toContain('kept');
  expect(await field.count()).toBe(0);
});
