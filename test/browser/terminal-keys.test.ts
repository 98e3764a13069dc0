import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from './open-page.ts';
import { enter, openBeforeEngine, openShell, rows, says } from './open-shell.ts';

const inTerminal = (page: Page) => page.evaluate(() => Boolean(document.activeElement?.closest('.xterm')));
const activeLine = (page: Page) => page.locator('.cm-lineNumbers .cm-activeLineGutter').textContent();

test('the Terminal tab starts the first shell, with the learner’s files; passing over it starts none', async () => {
  const { page } = await openBeforeEngine();
  const tab = page.getByRole('tab', { name: 'Terminal', exact: true });
  await page.getByRole('tab', { name: 'Exceptions' }).click();
  await page.keyboard.press('ArrowRight');
  await page.getByText('A real shell on this machine').waitFor();
  expect(await tab.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await says(page, /[$#]/);
  await expect.poll(() => inTerminal(page)).toBe(true);
  await enter(page, 'ls');
  await says(page, /^xdp_prog_kern\.c/);
  await tab.click();
  expect(await page.getByRole('tablist', { name: 'Terminals' }).getByRole('tab').count()).toBe(1);
});

test('a key that the learner chose for leaving works in a terminal, and the usual one is the program’s', async () => {
  const { page } = await openShell();
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('list and change');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Keyboard' });
  await dialog.getByRole('button', { name: 'Change the key of “Go to the next pane”' }).click();
  await page.keyboard.press('F9');
  await page.keyboard.press('Escape');
  await page.getByText('F9 leaves the terminal').waitFor();
  await page.locator('.xterm-screen').click();
  await enter(page, 'cat -v');
  await page.keyboard.press('F6');
  await page.keyboard.press('Enter');
  await says(page, /^\^\[\[17~/);
  await page.keyboard.press('F9');
  await expect.poll(() => inTerminal(page)).toBe(false);
});

test('Ctrl+Shift+O goes to the last place shown, also one that wraps over rows', async () => {
  const { page } = await openShell();
  await enter(page, `clear; printf '%0300d xdp_prog_kern.c:4:1\\n' 0`);
  await says(page, /^0{20}/);
  await page.keyboard.press('Control+Shift+O');
  await expect.poll(() => inTerminal(page)).toBe(false);
  expect(await activeLine(page)).toBe('4');
});

test('an address is opened beside the page: by Ctrl+Shift+O, and by Ctrl+click only', async () => {
  const { page, server } = await openShell();
  const address = `${server.address}index.html?from=terminal`;
  await enter(page, `clear; echo see ${address}.`);
  await says(page, /^see http/);
  const opened = page.context().waitForEvent('page');
  await page.keyboard.press('Control+Shift+O');
  expect((await opened).url()).toBe(address);
  await (await opened).close();
  const { x = 0, y = 0 } = (await rows(page).getByText(/^see/).first().boundingBox()) ?? {};
  await page.mouse.click(x + 60, y + 8);
  expect(page.context().pages()).toHaveLength(1);
  const clicked = page.context().waitForEvent('page');
  await page.keyboard.down('Control');
  await page.mouse.click(x + 60, y + 8);
  await page.keyboard.up('Control');
  expect((await clicked).url()).toBe(address);
});

test('a program can neither write the clipboard nor read it (OSC 52)', async () => {
  const { page } = await openShell();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => navigator.clipboard.writeText('mine'));
  await page.locator('.xterm-screen').click();
  await enter(page, String.raw`printf '\033]52;c;c3RvbGVu\a\033]52;c;?\a'; echo "said $((6*7))"; cat -v`);
  await says(page, /^said 42/);
  await enter(page, 'sentinel');
  await says(page, /^sentinel/);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('mine');
  expect(await rows(page).textContent()).not.toContain('^[]52');
});

test('an open terminal follows the theme, and what it shows stays', async () => {
  const { page } = await openShell();
  await enter(page, 'echo $((6*7)) stays');
  await says(page, /^42 stays/);
  const colours = () =>
    page.locator('.xterm-scrollable-element').evaluate((element) => {
      const text = element.querySelector('.xterm-rows') ?? element;
      return [getComputedStyle(element).backgroundColor, getComputedStyle(text).color];
    });
  await page.getByRole('combobox', { name: 'Theme' }).selectOption({ index: 1 });
  await expect.poll(colours).toEqual(['rgb(246, 247, 249)', 'rgb(27, 31, 36)']);
  await page.getByRole('combobox', { name: 'Theme' }).selectOption({ index: 2 });
  await expect.poll(colours).toEqual(['rgb(18, 22, 26)', 'rgb(228, 232, 236)']);
  await says(page, /^42 stays/);
});
