import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page, WebSocketRoute } from 'playwright-core';
import { expect } from 'vitest';
import { root } from '../../support/cli.ts';
import { editor, newPage, test } from '../open-page.ts';
import { allowRoot, lamp } from './learner.ts';
import { enterLab, first, serveLab } from './serve-lab.ts';

const workPath = (folder: string): string =>
  join(folder, 'xdp-lab', 'work', first.lesson, first.assignment, first.file);

/** Puts a file in place of the learner's before the lab starts. */
const withFile = (text: string) => async (folder: string) => {
  await mkdir(dirname(workPath(folder)), { recursive: true });
  await writeFile(workPath(folder), text);
};

const typeAtTheEnd = async (page: Page, text: string): Promise<void> => {
  await editor(page).filter({ hasText: /\S/ }).waitFor();
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
};

/** Saves, and waits until the file holds nothing that was not saved. */
const save = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+s');
  await page.getByRole('img', { name: 'not saved' }).waitFor({ state: 'detached' });
};

const longLine = `/* ${'five million bytes '.repeat(10)} */\n`;

test.each([
  ['lines that end in CR and LF', 'int a;\r\nint b;\r\n'],
  ['a NUL', 'int a; /* \0 */\n'],
  ['5 MB', longLine.repeat(Math.ceil(5_000_000 / longLine.length))],
])('a file with %s is opened, edited and saved, byte for byte', async (_what, text) => {
  const lab = await serveLab({ prepare: withFile(text) });
  const page = await enterLab(lab);
  await typeAtTheEnd(page, '/* mine */');
  await save(page);
  expect((await readFile(lab.workFile, 'utf8')) === `${text}/* mine */`).toBe(true);
});

test('progress that cannot be read is set aside, and the page says where', async () => {
  const lab = await serveLab({
    prepare: async (folder) => {
      await mkdir(join(folder, 'xdp-lab'));
      await writeFile(join(folder, 'xdp-lab', 'progress.json'), '{ "half": ');
    },
  });
  const page = await enterLab(lab);
  const [path] = (await page.getByText('It was set aside').first().textContent())?.match(/\/\S+\.json/) ?? [];
  expect(await readFile(path ?? '', 'utf8')).toBe('{ "half": ');
});

test('a mistake in a lesson’s file is told by file, line and field', async () => {
  const lesson = join(root, 'resources', 'lessons', first.lesson, 'lesson.yaml');
  const broken = (await readFile(lesson, 'utf8')).replace('minutes: 10', 'minutes: ten');
  const line = broken.split('\n').findIndex((one) => one.includes('minutes: ten')) + 1;
  const { url } = await serveLab({
    prepare: (folder) => writeFile(join(folder, 'broken.yaml'), broken),
    mounts: [`mount --bind "$HOME/broken.yaml" '${lesson}'`],
  });
  const page = await newPage();
  await page.goto(url);
  const alert = page.getByRole('alert');
  await alert.waitFor();
  const said = await alert.textContent();
  expect(said).toContain(`lesson.yaml:${String(line)}`);
  expect(said).toContain('minutes');
});

test('a read-only disk is named, and what was typed stays', async () => {
  const prepared = await serveLab();
  await enterLab(prepared);
  await prepared.end();
  const data = prepared.inData();
  const { url } = await serveLab({
    mounts: [
      'mkdir -p "$XDG_DATA_HOME/xdp-lab"',
      `cp -a '${data}/.' "$XDG_DATA_HOME/xdp-lab"`,
      'mount --bind "$XDG_DATA_HOME/xdp-lab" "$XDG_DATA_HOME/xdp-lab"',
      'mount -o remount,ro,bind "$XDG_DATA_HOME/xdp-lab"',
    ],
  });
  const page = await newPage();
  await page.goto(url);
  await typeAtTheEnd(page, '/* mine */');
  await page.keyboard.press('Control+s');
  await page.getByRole('alert').filter({ hasText: 'read-only' }).waitFor();
  expect(await editor(page).textContent()).toContain('/* mine */');
  await page.getByRole('img', { name: 'not saved' }).waitFor();
});

test('a helper that is killed in the middle of a run is started again, and no text is lost', async () => {
  const lab = await serveLab();
  const page = await enterLab(lab);
  await page.keyboard.press('Control+s');
  await allowRoot(page);
  await lamp(page, 'The verifier accepts it', 'fails').waitFor();
  await typeAtTheEnd(page, '/* mine */');
  const helper = lab.processes().find(({ line }) => line.includes('helper.js'));
  process.kill(helper?.pid ?? NaN, 'SIGSTOP');
  await page.keyboard.press('F5');
  // Built: now the helper is asked, and does not answer.
  await page.getByText('running …').waitFor();
  await page.getByRole('contentinfo').getByText('build').waitFor();
  process.kill(helper?.pid ?? NaN, 'SIGKILL');
  await page.getByRole('button', { name: 'Start again' }).first().click();
  await lamp(page, 'The verifier accepts it', 'fails').waitFor();
  expect(await page.getByRole('button', { name: 'Start again' }).count()).toBe(0);
  expect(await editor(page).textContent()).toContain('/* mine */');
});

test('a WebSocket that breaks comes back to the same lab: code, lamps, typed text', async () => {
  const lab = await serveLab();
  const page = await newPage();
  const connections: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/rpc$/, (connection) => {
    connection.connectToServer();
    connections.push(connection);
  });
  await page.goto(lab.url);
  await typeAtTheEnd(page, ' ');
  await page.keyboard.press('F5');
  await allowRoot(page);
  await lamp(page, 'The verifier accepts it', 'fails').waitFor();
  await typeAtTheEnd(page, '/* mine');
  await connections[0]?.close({ code: 1001 });
  await page.keyboard.type(' still */');
  await expect.poll(() => connections.length).toBe(2);
  await save(page);
  expect(await readFile(lab.workFile, 'utf8')).toContain('/* mine still */');
  await lamp(page, 'The verifier accepts it', 'fails').waitFor();
});
