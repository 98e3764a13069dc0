import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { expect, onTestFinished, test as withElectron } from 'vitest';
import { findElectron } from '../../app/setup/electron-program.mjs';

const root = join(import.meta.dirname, '..', '..');
const executablePath = findElectron();

/** Why the window cannot be tried here; undefined where it can. */
const obstacle =
  executablePath === null
    ? 'Electron’s program is not here; npm start fetches it'
    : process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
      ? undefined
      : 'there is no display';

const test = obstacle === undefined ? withElectron : withElectron.skip;
if (obstacle !== undefined) console.warn(`tests of the desktop window skipped: ${obstacle}`);

/** The app with a data folder of its own, and its page. */
const opened = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'test-xdp-'));
  const app = await _electron.launch({
    executablePath: executablePath ?? '',
    // Chromium refuses its sandbox to root, as whom the tests may run; the app is never started so.
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      root,
      `--user-data-dir=${join(folder, 'settings')}`,
    ],
    env: {
      ...process.env,
      XDG_DATA_HOME: join(folder, 'data'),
      XDP_LAB_NODE: process.execPath,
      LANG: 'C.UTF-8',
    },
  });
  onTestFinished(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { app, page: await app.firstWindow() };
};

test('the page comes from the app, knows nothing of Node, and speaks with the lab', async () => {
  const { page } = await opened();
  expect(page.url()).toBe('app://lab/');
  expect(await page.evaluate(() => [typeof globalThis.process, 'require' in globalThis])).toEqual([
    'undefined',
    false,
  ]);
  await page.locator('.cm-content').waitFor();
});

test('the page leads nowhere and connects to nothing', async () => {
  const { app, page } = await opened();
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  expect(await page.evaluate(() => fetch('https://example.org/').then(String, String))).toContain(
    'TypeError',
  );
  expect(await page.evaluate(() => window.open('file:///etc/passwd') === null)).toBe(true);
  expect(page.url()).toBe('app://lab/');
  expect(app.windows()).toHaveLength(1);
});

test('what is typed is there again when the page is loaded again', async () => {
  const { page } = await opened();
  const editor = page.locator('.cm-content');
  await editor.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('/* mine */ ');
  await page.keyboard.press('Control+S');
  await page.getByText('/* mine */').waitFor();
  await page.reload();
  await page.getByText('/* mine */').waitFor();
});

test('closing the window ends the app', async () => {
  const { app, page } = await opened();
  const ended = app.waitForEvent('close');
  await page.locator('.cm-content').waitFor();
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close();
  });
  await ended;
});
