/**
 * `npm run screenshots`: pictures of every pane for docs/page.md, taken from the lab as it is: a real `xdp-lab serve`, its real
 * results, Debian's Chromium. Needs root, as the lab does.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const root = join(import.meta.dirname, '..', '..');
const pictures = join(root, 'docs', 'screenshots');
const size = { width: 1440, height: 900 };

const looks = [
  { name: 'en-light', locale: 'en-GB', colorScheme: /** @type {const} */ ('light') },
  { name: 'en-dark', locale: 'en-GB', colorScheme: /** @type {const} */ ('dark') },
  { name: 'ja-light', locale: 'ja-JP', colorScheme: /** @type {const} */ ('light') },
  { name: 'ja-dark', locale: 'ja-JP', colorScheme: /** @type {const} */ ('dark') },
];

const serveLab = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xdp-lab-pictures-'));
  const command = [join(root, 'app', 'hosts', 'cli', 'xdp-lab.mjs'), 'serve', '--port', '0', '--json'];
  const server = spawn(process.execPath, command, {
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, SHELL: '/bin/sh', PS1: '$ ' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(server.stdout, 'data');
  return {
    url: JSON.parse(String(line)).url,
    folder,
    end: async () => {
      const closed = once(server, 'close');
      server.kill('SIGTERM');
      await closed;
      await rm(folder, { recursive: true });
    },
  };
};

const bounds = ['bpf', 'lessons', 'packet01-parsing', 'bounds-check'];
const solvedLines = async () => {
  const [given = '', solved = ''] = await Promise.all(
    ['start', 'solution'].map((version) =>
      readFile(join(root, ...bounds, version, 'xdp_prog_kern.c'), 'utf8'),
    ),
  );
  const lines = solved.split('\n');
  const at = given.split('\n').findIndex((line, index) => /\bif\b/.test(line) && line !== lines[index]);
  return { number: at + 1, text: lines[at]?.trim() ?? '' };
};

/** A program of which every packet is an exception. */
const aborting = `#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int xdp_parser_func(struct xdp_md *ctx)
{
	return XDP_ABORTED;
}

char _license[] SEC("license") = "GPL";
`;

/** Pictures are to show no machine: the kernel's release without what its builder added, and no folders of this run. */
const neutral = (/** @type {import('playwright-core').Page} */ page, /** @type {string} */ folder) =>
  page.evaluate(
    ([folder = '', root = '']) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent ?? '';
        const shown = text
          .replaceAll(folder, '~')
          .replaceAll(root, '/opt/xdp-lab')
          .replace(/\b(\d+\.\d+\.\d+)[-+][\w.+-]+/, '$1');
        if (shown !== text) node.textContent = shown;
      }
    },
    [folder, root],
  );

/** @param {import('playwright-core').Page} page @param {(name: string) => Promise<void>} take */
const walk = async (page, take) => {
  const results = page.locator('#bottom-panel');
  const dialog = page.locator('dialog[open]');
  const key = (/** @type {string} */ name) => page.keyboard.press(name);
  const tab = (/** @type {string} */ name) => page.locator(`#tab-${name}`).click();
  const settled = () => page.waitForLoadState('networkidle');

  await page.locator('.cm-line').nth(5).waitFor();
  await key('Control+s');
  await dialog.waitFor();
  await take('privilege');
  await dialog.locator('.primary').click();
  await results.locator('details[open]').first().waitFor();
  await page.locator('.cm-content').focus();
  await key('F8');
  await page.locator('.cm-lintRange-error').first().waitFor();
  await key('Control+.');
  await take('rejected');

  await tab('verifier');
  await results.locator('.verdict').waitFor();
  await results.locator('.folded [aria-current="true"]').waitFor();
  await take('verifier');
  await tab('checks');

  await page.locator('.cm-content').focus();
  const { number, text } = await solvedLines();
  await key('Control+Home');
  for (let line = 1; line < number; line += 1) await key('ArrowDown');
  await key('Home');
  await key('Shift+End');
  await page.keyboard.type(text);
  await key('F5');
  await page.locator('.lamps .tone-pass').nth(6).waitFor();
  await take('passed');

  await tab('terminal');
  await page.locator('#bottom-panel header button, #bottom-panel button').first().waitFor();
  await page.getByRole('button', { name: 'veth-packet01' }).first().click();
  // Until then what is typed goes to the shell that was open.
  await results.locator('[role="tab"][aria-selected="true"]', { hasText: 'veth-packet01' }).waitFor();
  await page.locator('.xterm-rows', { hasText: '$' }).waitFor();
  await page.locator('.xterm-helper-textarea').focus();
  await page.keyboard.type('ip -brief address; ping -c 1 -W 1 fc00:dead:cafe:1::1\n');
  await page.locator('.xterm-rows', { hasText: 'loss' }).waitFor();
  await take('terminal');

  // Some traffic to draw.
  await page.keyboard.type('ping -q -i 0.05 -c 100 fc00:dead:cafe:1::1\n');
  await tab('counters');
  await results.locator('.uplot canvas').waitFor();
  await page.waitForTimeout(5000);
  await take('counters');

  await tab('history');
  await results.locator('li button, [role=option]').first().click();
  await results.locator('.detail h2').waitFor();
  await take('history');

  await tab('commands');
  await take('commands');

  await tab('doctor');
  await results.locator('details, li').first().waitFor();
  await settled();
  await take('doctor');

  await tab('checks');
  await page.locator('.cm-content').focus();
  await key('Control+Shift+P');
  await dialog.waitFor();
  await take('palette');
  await page.keyboard.type('keyboard');
  await key('Enter');
  await dialog.locator('h3').first().waitFor();
  await take('keyboard');
  await key('Escape');

  // As it was given, so that there is something to compare.
  await page.locator('.cm-content').focus();
  await key('Control+z');
  await page
    .getByRole('button', { name: /the solution beside|解答を表示/ })
    .first()
    .click();
  await page.locator('.take-piece').first().waitFor();
  await take('reveal');
  await key('Escape');

  await page.locator('.cm-content').first().click();
  await key('Control+a');
  await page.keyboard.insertText(aborting);
  await tab('exceptions');
  await key('F5');
  await results.locator('[role="row"]').nth(5).waitFor();
  await results.locator('li button').nth(1).waitFor();
  await page.locator('[role="meter"][aria-valuenow="7"]').waitFor();
  await take('exceptions');
};

await mkdir(pictures, { recursive: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  for (const { name: look, ...options } of looks) {
    const lab = await serveLab();
    try {
      const context = await browser.newContext({ ...options, viewport: size });
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await page.goto(lab.url);
      await walk(page, async (name) => {
        await neutral(page, lab.folder);
        // WebP is a quarter of PNG's size here, and sharp enough at this quality.
        const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
        await writeFile(join(pictures, `${name}-${look}.webp`), Buffer.from(data, 'base64'));
      });
      await context.close();
    } finally {
      await lab.end();
    }
  }
} finally {
  await browser.close();
}
