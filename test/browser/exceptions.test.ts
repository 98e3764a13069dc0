import { readFile } from 'node:fs/promises';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { fail, labFailure } from '../../app/contract/index.ts';
import type { Handlers, LabContract } from '../../app/contract/index.ts';
import { aborted, exceptionsDouble, redirected, rowsOf } from '../unit/renderer/exceptions-double.ts';
import { addAxe, violationsBelow } from './axe.ts';
import { asked, open, test } from './open-page.ts';

const stood = { environments: [{ name: 'veth-packet01', program: null }] };

/** The pane in front of a lab that can be told what to stream. */
const openPane = async (own: Partial<Handlers<LabContract>> = {}, options?: BrowserContextOptions) => {
  const double = exceptionsDouble(own);
  const opened = await open(double.handlers, options);
  double.through(opened.lab.emit);
  opened.lab.changeState(stood);
  await opened.page.locator('#tab-exceptions').click();
  const { page } = opened;
  return {
    ...opened,
    ...double,
    rows: page
      .getByRole('table')
      .getByRole('row')
      .filter({ has: page.getByRole('cell') }),
    groups: page.getByRole('list', { name: 'Kinds of events' }).getByRole('button'),
  };
};

const start = async (page: Page) => {
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByText('Listening since').waitFor();
};

const told = (pane: Awaited<ReturnType<typeof openPane>>) => {
  pane.tell(rowsOf(3), { groups: [{ ...aborted, count: 3 }] });
  pane.tell(rowsOf(1, 1, 5), { groups: [redirected] });
};

test('events stream in as rows, and each kind says what it means', async () => {
  const pane = await openPane({}, { timezoneId: 'Asia/Tokyo' });
  const { page, rows, groups } = pane;
  await page.getByText('XDP_DROP is no exception and fires nothing').waitFor();
  await start(page);
  await page.getByText('Nothing has gone wrong so far.').waitFor();
  await page.getByText('through the lab’s own trace instance').waitFor();
  await page.getByText('Why not trace-cmd?').click();
  await page.getByText('Can’t enable ftrace').waitFor();
  told(pane);
  await expect.poll(() => rows.count()).toBe(4);
  expect(await rows.first().getByRole('cell').allTextContents()).toEqual([
    '21:00:00.000 000',
    '1',
    'ping-1000',
    'xdp_parser (41)',
    '! XDP_ABORTED',
    'veth-packet01',
    '',
  ]);
  expect(await rows.last().textContent()).toContain('ENXIO → map 12[3]');
  await groups.filter({ hasText: '75%' }).getByText('The program gave up on the packet').waitFor();
  await page.getByRole('status').filter({ hasText: 'New kind of event: XDP_REDIRECT' }).waitFor();
  await page.getByLabel('Relative time').check();
  await expect.poll(() => rows.last().textContent()).toContain('+0.005000');
});

test('by keyboard alone: start, choose a kind, and stop', async () => {
  const pane = await openPane();
  const { page, rows, groups } = pane;
  // From its tab into the pane, within which the key counts.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+e');
  await page.getByText('Listening since').waitFor();
  told(pane);
  await expect.poll(() => rows.count()).toBe(4);
  await groups.nth(2).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => rows.count()).toBe(1);
  expect(await groups.nth(2).getAttribute('aria-pressed')).toBe('true');
  await page.keyboard.press('Enter');
  await expect.poll(() => rows.count()).toBe(4);
  await page.keyboard.press('Control+e');
  await page.getByText('Not listening').waitFor();
});

test('a run listens by itself, through other tabs too, unless that is switched off', async () => {
  const pane = await openPane();
  const { page, rows, lab } = pane;
  await page.locator('#tab-checks').click();
  await page.keyboard.press('F5');
  await page.getByText('The verifier rejects the program.').first().waitFor();
  told(pane);
  await page.locator('#tab-exceptions').click();
  await expect.poll(() => rows.count()).toBe(4);
  await page.getByRole('button', { name: 'Stop', exact: true }).last().click();
  await page.getByText('Not listening').waitFor();
  await page.getByLabel('Listen during runs').uncheck();
  await page.keyboard.press('F5');
  await expect.poll(() => asked(lab, 'check.run').length).toBe(2);
  expect(pane.streams()).toHaveLength(1);
});

test('what was recorded is saved as a trace.dat, and it listens again', async () => {
  const pane = await openPane();
  const { page } = pane;
  await start(page);
  told(pane);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save…' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('trace-veth-packet01.dat');
  expect(await readFile(await download.path(), 'utf8')).toBe('trace');
  await page.getByText('Listening since').waitFor();
  await page.getByText('Saved: what was recorded since').waitFor();
  expect(pane.streams()).toHaveLength(2);
});

test('where no recording could be made the page says why', async () => {
  const pane = await openPane();
  pane.refuseRecording();
  await start(pane.page);
  await pane.page.getByRole('button', { name: 'Save…' }).click();
  await pane.page.getByText('There is no trace.dat to save:').waitFor();
  await pane.page.getByText('There is no room left to write /tmp/trace.dat.').waitFor();
});

test('a recording is opened with its name and notes, and left for what is heard now', async () => {
  const pane = await openPane();
  const { page, rows } = pane;
  await start(page);
  told(pane);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open…' }).click();
  await (
    await chooser
  ).setFiles({ name: 'theirs.dat', mimeType: 'application/octet-stream', buffer: Buffer.from('tracing') });
  await page.getByText('Opened recording: theirs.dat').waitFor();
  await page.getByText('Its end is cut off.').waitFor();
  await page.getByText('It also holds 4 events of other kinds.').waitFor();
  expect(await rows.first().textContent()).toMatch(/1234\.567891.*softirq.*id 5.*ifindex 7/);
  await page.getByRole('button', { name: 'Back to live' }).click();
  await expect.poll(() => rows.count()).toBe(4);
});

test('lost events and a helper that died are told, and it can be started again', async () => {
  const pane = await openPane();
  const { page } = pane;
  await start(page);
  pane.tell(rowsOf(1), { groups: [aborted], lost: 1200 });
  await page.getByText('1,200 events were lost').waitFor();
  pane.end(fail(labFailure('helper-gone', { thing: 'helper' })));
  await page.getByText('It does not listen:').waitFor();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByText('Listening since').waitFor();
  expect(await page.getByText('It does not listen:').count()).toBe(0);
});

test('a broken connection is made anew, and what was not heard is said', async () => {
  const pane = await openPane();
  const { page, server } = pane;
  await start(page);
  server.cut();
  await page.getByText('The connection was lost: what happened from').waitFor();
  expect(pane.streams()).toHaveLength(2);
});

test('100,000 events are counted exactly, the newest are followed, and the page answers', async () => {
  const pane = await openPane();
  const { page, rows } = pane;
  await start(page);
  for (let at = 0; at < 100; at++) {
    pane.tell(rowsOf(1000, 0, at * 1000), { groups: [{ ...aborted, count: (at + 1) * 1000 }] });
    await new Promise(setImmediate);
  }
  await page.getByText('100,000 events').first().waitFor();
  await page.getByText('90,000 older events are counted, but not shown.').waitFor();
  expect(await rows.count()).toBeLessThan(100);
  await expect.poll(() => rows.last().getAttribute('aria-rowindex')).toBe('10000');
  // What is read stays in its place while older rows go.
  const view = page.getByRole('rowgroup', { name: 'Events, oldest first' });
  await view.evaluate((element) => {
    element.scrollTop = 5000 * 22;
  });
  const time = (index: number) =>
    page
      .locator(`[aria-rowindex="${String(index)}"]`)
      .getByRole('cell')
      .first()
      .textContent();
  await expect.poll(() => page.locator('[aria-rowindex="5001"]').count()).toBe(1);
  const before = await time(5001);
  pane.tell(rowsOf(1000, 0, 100_000), { groups: [{ ...aborted, count: 101_000 }] });
  await expect.poll(() => page.locator('[aria-rowindex="4001"]').count()).toBe(1);
  expect(await time(4001)).toBe(before);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByText('Nothing has gone wrong so far.').waitFor();
});

test('without root the pane says what is missing and asks for it', async () => {
  const pane = await openPane();
  pane.lab.changeState({ privilege: 'unasked' });
  await pane.page.getByText('The kernel tells of exceptions only to root').waitFor();
  await pane.page.getByRole('button', { name: 'Allow root …' }).click();
  await pane.page.getByRole('dialog').waitFor();
});

test.each([
  ['en-GB', 'light'],
  ['en-GB', 'dark'],
  ['ja-JP', 'light'],
  ['ja-JP', 'dark'],
] as const)('axe finds nothing wrong with the pane (%s, %s)', async (locale, colorScheme) => {
  const pane = await openPane({}, { locale, colorScheme, bypassCSP: true });
  const { page } = pane;
  await addAxe(page);
  expect(await violationsBelow(page)).toEqual([]);
  await page.locator('#bottom-panel header button').first().click();
  await page.locator('#bottom-panel details').waitFor();
  pane.tell(rowsOf(3), { groups: [{ ...aborted, count: 3 }], lost: 2 });
  pane.tell(rowsOf(40, 1, 5), { groups: [{ ...redirected, count: 40 }], lost: 2 });
  await expect.poll(() => pane.rows.count()).toBeGreaterThan(5);
  await page.locator('#bottom-panel li button').nth(1).click();
  await expect.poll(() => pane.rows.count()).toBe(3);
  expect(await violationsBelow(page)).toEqual([]);
});
