import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { createEngine } from '../../app/engine/index.ts';
import { root } from '../support/cli.ts';
import { editor, newPage, test } from './open-page.ts';
import { servePage } from './page-server.ts';

const key = { lesson: 'packet01-parsing', assignment: 'bounds-check' };
const file = 'xdp_prog_kern.c';

/** The processes called clangd that work in a folder. */
const clangdsIn = async (folder: string): Promise<number[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
      const place = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      return name.startsWith('clangd') && place.startsWith(folder) ? [Number(pid)] : [];
    }),
  );
  return found.flat();
};

/** The first assignment in front of a real engine, with this text as the learner's. */
const openWith = async (text: string) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'xdp-lab-editor-'));
  const engine = createEngine({ root, dataFolder });
  onTestFinished(async () => {
    await engine.dispose();
    await rm(dataFolder, { recursive: true });
  });
  const context = { signal: new AbortController().signal };
  const opened = await engine.service.handlers['workspace.open'](key, context);
  if (!opened.ok) throw new Error(opened.failure.message.en);
  await writeFile(join(opened.value.folder, file), text);
  const server = await servePage(engine.service);
  onTestFinished(server.close);
  const page = await newPage();
  await page.goto(server.address);
  await editor(page)
    .filter({ hasText: text.split('\n')[0] ?? '' })
    .waitFor();
  return { page, server, dataFolder, path: join(opened.value.folder, file) };
};

const program = `#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/** Where the <img src=x onerror=alert(1)> header ends. */
static __always_inline int end_of(void *pos)
{
	return pos != 0;
}

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return end_of((void *)(long)ctx->data) ? XDP_PASS : XDP_DROP;
}
`;

/** Puts the cursor at the end of a line, by its number. */
const toLine = async (page: Page, line: number) => {
  await editor(page).focus();
  await page.keyboard.press('Control+Home');
  for (let at = 1; at < line; at += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
};

const squiggle = (page: Page) => page.locator('.cm-lintRange-error');

/** clangd has read the file: it complains of a line that is then taken away. */
const clangdRuns = async (page: Page) => {
  await toLine(page, 3);
  await page.keyboard.type('oops');
  await squiggle(page).first().waitFor();
  for (let typed = 0; typed < 4; typed += 1) await page.keyboard.press('Backspace');
  await squiggle(page).first().waitFor({ state: 'detached' });
};

test('clangd completes what is typed', async () => {
  const { page } = await openWith(program);
  await clangdRuns(page);
  await toLine(page, 12);
  await page.keyboard.press('Enter');
  await page.keyboard.type('bpf_map_look');
  const options = page.getByRole('option', { name: /bpf_map_lookup_elem/ });
  await options.first().waitFor();
  await page.keyboard.press('Enter');
  await editor(page)
    .filter({ hasText: /bpf_map_lookup_elem\W/ })
    .waitFor();
});

test('errors show while typing, without saving, and go when they are mended', async () => {
  const { page, path } = await openWith(program);
  await clangdRuns(page);
  expect(await readFile(path, 'utf8')).toBe(program);
});

test('pointing at a name shows its type, and nothing of its comment runs or loads', async () => {
  const { page } = await openWith(program);
  await clangdRuns(page);
  const tooltip = page.locator('.cm-lsp-hover-tooltip');
  await page.locator('.cm-line', { hasText: 'return end_of(' }).locator('.tok-variableName').first().hover();
  await tooltip.waitFor();
  expect(await tooltip.textContent()).toContain('end_of');
  expect(await tooltip.textContent()).toContain('int');
  expect(await tooltip.locator('img').count()).toBe(0);
});

test('the keyboard shows the type at the cursor, and moving on takes it away', async () => {
  const { page } = await openWith(program);
  await clangdRuns(page);
  await toLine(page, 5);
  for (let at = 0; at < 13; at += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+i');
  const tooltip = page.locator('.cm-lsp-documentation', { hasText: 'end_of' });
  await tooltip.waitFor();
  await page.keyboard.press('ArrowLeft');
  await tooltip.waitFor({ state: 'detached' });
});

test('F12 goes to the definition in the file, and says where one outside lies', async () => {
  const { page } = await openWith(program);
  await clangdRuns(page);
  await toLine(page, 13);
  await page.keyboard.press('Home');
  for (let at = 0; at < 9; at += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('F12');
  await page.locator('.cm-activeLine', { hasText: 'static __always_inline int end_of' }).waitFor();
  await toLine(page, 11);
  for (let at = 0; at < 6; at += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('F12');
  await page.getByText(/It is defined in \S+bpf\.h:\d+, outside of this assignment\./).waitFor();
});

test('clangd that ends is started once more by itself, then by the learner', async () => {
  const { page, dataFolder } = await openWith(program);
  await clangdRuns(page);
  const [first] = await clangdsIn(dataFolder);
  process.kill(first ?? 0, 'SIGKILL');
  await expect.poll(async () => (await clangdsIn(dataFolder)).filter((pid) => pid !== first).length).toBe(1);
  await clangdRuns(page);
  const [second] = await clangdsIn(dataFolder);
  process.kill(second ?? 0, 'SIGKILL');
  await page.getByText('clangd has ended: completion and live errors are off.').waitFor();
  await page.getByRole('button', { name: 'Start clangd again' }).click();
  await clangdRuns(page);
});

test('after a broken connection clangd is started anew with the text as it stands', async () => {
  const { page, server, dataFolder } = await openWith(program);
  await clangdRuns(page);
  const before = await clangdsIn(dataFolder);
  await toLine(page, 3);
  await page.keyboard.type('int typed_meanwhile;');
  server.cut();
  await expect
    .poll(async () => (await clangdsIn(dataFolder)).some((pid) => !before.includes(pid)))
    .toBe(true);
  await toLine(page, 12);
  await page.keyboard.press('Enter');
  await page.keyboard.type('typed_mean');
  await page
    .getByRole('option', { name: /typed_meanwhile/ })
    .first()
    .waitFor();
});

test('F2 renames the name at the cursor wherever it is meant, and one undo takes it back', async () => {
  const { page } = await openWith(program);
  await clangdRuns(page);
  await toLine(page, 5);
  for (let at = 0; at < 13; at += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('F2');
  const field = page.locator('.cm-panel input, .cm-dialog input');
  await field.waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('is_there');
  await page.keyboard.press('Enter');
  await page.locator('.cm-line', { hasText: 'int is_there(void *pos)' }).waitFor();
  await page.locator('.cm-line', { hasText: 'return is_there(' }).waitFor();
  expect(await editor(page).textContent()).not.toContain('end_of');
  await page.keyboard.press('Control+z');
  await page.locator('.cm-line', { hasText: 'return end_of(' }).waitFor();
});

test('an opened bracket shows what the function takes, until the cursor leaves it', async () => {
  const { page } = await openWith(program);
  await clangdRuns(page);
  await toLine(page, 12);
  await page.keyboard.press('Enter');
  await page.keyboard.type('end_of(');
  const tooltip = page.locator('.cm-lsp-signature-tooltip');
  await tooltip.waitFor();
  expect(await tooltip.locator('.cm-lsp-active-parameter').textContent()).toBe('void *pos');
  await page.keyboard.press('Home');
  await tooltip.waitFor({ state: 'detached' });
});
