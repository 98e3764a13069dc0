import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './open-page.ts';
import { enter, openShell, rows, says, scratch } from './open-shell.ts';

const newTerminal = (page: Page) => page.getByRole('button', { name: 'New shell', exact: false }).first();
const tabs = (page: Page) => page.getByRole('tablist', { name: 'Terminals' }).getByRole('tab');

test('a shell answers what is typed', async () => {
  const { page } = await openShell();
  await enter(page, 'echo $((6*7))');
  await says(page, /^42/);
});

test('Ctrl+C interrupts, and keys that the page has elsewhere go to the program', async () => {
  const { page } = await openShell();
  await enter(page, 'cat -v');
  await page.keyboard.press('F5');
  await page.keyboard.press('Control+b');
  await page.keyboard.press('Enter');
  await says(page, /^\^\[\[15~\^B/);
  await page.keyboard.press('Control+c');
  await enter(page, 'echo "status $?"');
  await says(page, /^status 130/);
});

test('F6 and Ctrl+` lead out of a terminal, and Ctrl+` back into it', async () => {
  const { page } = await openShell();
  const inTerminal = () => page.evaluate(() => Boolean(document.activeElement?.closest('.xterm')));
  await expect.poll(inTerminal).toBe(true);
  await page.keyboard.press('F6');
  await expect.poll(inTerminal).toBe(false);
  await page.keyboard.press('Control+`');
  await expect.poll(inTerminal).toBe(true);
  await page.keyboard.press('Control+`');
  await rows(page).waitFor({ state: 'detached' });
  await page.keyboard.press('Control+`');
  await expect.poll(inTerminal).toBe(true);
  await enter(page, 'echo $((6*7))');
  await says(page, /^42/);
});

test('the program hears of the size, which follows the pane', async () => {
  const { page } = await openShell();
  const size = async (mark: string) => {
    await enter(page, `echo ${mark}:$(stty size):`);
    const found = rows(page).getByText(new RegExp(`^${mark}:\\d+ \\d+:`));
    const [, lines, columns] = /:(\d+) (\d+):/.exec((await found.first().textContent()) ?? '') ?? [];
    return { lines: Number(lines), columns: Number(columns) };
  };
  await expect.poll(() => rows(page).locator('> div').count()).not.toBe(24);
  const before = await size('before');
  expect(before.lines).toBe(await rows(page).locator('> div').count());
  expect(before.columns).toBeGreaterThan(100);
  await page.setViewportSize({ width: 900, height: 860 });
  await expect
    .poll(async () => (await size(`after${String(Date.now())}`)).columns)
    .toBeLessThan(before.columns);
});

test('terminals come back with their content after a reload and after a broken connection', async () => {
  const { page, server } = await openShell();
  await enter(page, 'echo $((6*7)) kept; KEPT=yes');
  await says(page, /^42 kept/);
  const content = () => rows(page).locator('> div').allTextContents();
  server.cut();
  const lost = page.getByText('connection lost').first();
  await lost.waitFor();
  await lost.waitFor({ state: 'hidden' });
  await enter(page, 'echo $((6*9)) after');
  await says(page, /^54 after/);
  const before = await content();
  expect(before.filter((line) => line.startsWith('42 kept'))).toHaveLength(1);
  await page.reload();
  await expect.poll(content).toEqual(before);
  await page.locator('.xterm-screen').click();
  await enter(page, 'echo "still $KEPT"');
  await says(page, /^still yes/);
});

test('what a program asked the terminal is not answered again on a reload', async () => {
  const { page } = await openShell();
  await enter(
    page,
    String.raw`stty raw -echo; printf '\033[c'; dd bs=1 count=7 of=/dev/null 2>/dev/null; stty sane; echo; echo asked; cat -v`,
  );
  await says(page, /^asked/);
  await page.reload();
  await says(page, /^asked/);
  await page.locator('.xterm-screen').click();
  await enter(page, 'sentinel');
  await says(page, /^sentinel/);
  expect(await rows(page).textContent()).not.toContain('[?1;2c');
});

test('several terminals stand side by side, each with its title', async () => {
  const { page } = await openShell();
  await enter(page, 'echo first $((6*7))');
  await says(page, /^first 42/);
  await newTerminal(page).click();
  await tabs(page).nth(1).waitFor();
  await rows(page).getByText(/[$#]/).first().waitFor();
  await enter(page, String.raw`printf '\033]2;my \033\\title\a'; printf '\033]2;the second\a'`);
  await tabs(page).filter({ hasText: 'the second' }).waitFor();
  await tabs(page).nth(1).focus();
  await page.keyboard.press('ArrowLeft');
  await says(page, /^first 42/);
  await page.keyboard.press('Delete');
  await expect.poll(() => tabs(page).count()).toBe(1);
  await tabs(page).filter({ hasText: 'the second' }).waitFor();
});

test('a shell that ends says how, and is started again in its place', async () => {
  const { page } = await openShell();
  await enter(page, 'exit 3');
  await page.getByText('exit code 3').waitFor();
  await page.getByRole('button', { name: 'Start again' }).click();
  await page.getByText('exit code 3').waitFor({ state: 'detached' });
  await rows(page).getByText(/[$#]/).first().waitFor();
  await enter(page, 'echo $((6*7))');
  await says(page, /^42/);
  expect(await tabs(page).count()).toBe(1);
});

test('Ctrl+Shift+C copies what is selected, and Ctrl+Shift+V pastes it', async () => {
  const { page } = await openShell();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await enter(page, 'clear; echo copied$((6*7))');
  const word = rows(page)
    .getByText(/^copied42/)
    .first();
  const { x = 0, y = 0 } = (await word.boundingBox()) ?? {};
  await page.mouse.dblclick(x + 20, y + 8);
  await page.keyboard.press('Control+Shift+C');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('copied42');
  await page.keyboard.type('echo and-');
  await page.keyboard.press('Control+Shift+V');
  await page.keyboard.press('Enter');
  await says(page, /^and-copied42/);
});

test('Japanese can be typed and read, two cells wide', async () => {
  const { page } = await openShell();
  await page.keyboard.insertText('echo 端末のテスト');
  await page.keyboard.press('Enter');
  await says(page, /^端末のテスト/);
  // After a wide text the cursor's report (DSR 6) says in which column the program stands.
  await enter(
    page,
    String.raw`stty raw -echo; printf '端末\033[6n'; dd bs=1 count=6 2>/dev/null | cat -v; stty sane`,
  );
  await says(page, /;5R/);
});

test('a place in a file of the assignment leads to its line, with Ctrl held', async () => {
  const { page } = await openShell();
  await enter(page, 'clear; echo xdp_prog_kern.c:$((2+1)):1: here');
  const place = rows(page)
    .getByText(/^xdp_prog_kern\.c:3:1: here/)
    .first();
  const { x = 0, y = 0 } = (await place.boundingBox()) ?? {};
  await page.mouse.move(x + 20, y + 8);
  await page.locator('.xterm-screen.xterm-cursor-pointer, .xterm.xterm-cursor-pointer').waitFor();
  await page.keyboard.down('Control');
  await page.mouse.click(x + 20, y + 8);
  await page.keyboard.up('Control');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.classList.contains('cm-content')))
    .toBe(true);
  expect(await page.locator('.cm-lineNumbers .cm-activeLineGutter').textContent()).toBe('3');
});

describe('a flood of output', () => {
  test('of 100 MB neither fills the page’s memory nor stops it, and Ctrl+C ends it', async () => {
    const { page } = await openShell();
    const big = join(scratch.folder, 'big');
    writeFileSync(big, `${'x'.repeat(99)}\n`.repeat(1_000_000));
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const heapMegabytes = async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { metrics } = await session.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1e6;
    };
    const frames = () =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            let count = 0;
            const next = () => {
              count += 1;
              if (count === 10) resolve(count);
              else requestAnimationFrame(next);
            };
            requestAnimationFrame(next);
          }),
      );
    const before = await heapMegabytes();
    await enter(page, `cat '${big}'; echo "all $((6*7)) read"`);
    await says(page, /^x{90}/);
    for (let look = 0; look < 5; look += 1) {
      expect(await frames()).toBe(10);
      expect((await heapMegabytes()) - before).toBeLessThan(60);
    }
    await rows(page)
      .getByText(/^all 42 read/)
      .first()
      .waitFor({ timeout: 150_000 });
    expect((await heapMegabytes()) - before).toBeLessThan(60);
    await enter(page, 'yes');
    await says(page, /^y/);
    await page.keyboard.press('Control+c');
    await enter(page, 'echo "ended $?"');
    await says(page, /^ended 130/);
  }, 200_000);
});
