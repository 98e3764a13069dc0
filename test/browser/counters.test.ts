import type { BrowserContextOptions } from 'playwright-core';
import { expect } from 'vitest';
import { fail, labFailure } from '../../app/contract/index.ts';
import type { Handlers, LabContract } from '../../app/contract/index.ts';
import { counting, countersDouble, maps, sample } from '../unit/renderer/counters-double.ts';
import { addAxe, violationsBelow } from './axe.ts';
import { asked, open, test } from './open-page.ts';

const stood = { environments: [{ name: 'veth-packet01', program: null }] };

/** The pane in front of a lab that counts what it is told. */
const openPane = async (own: Partial<Handlers<LabContract>> = {}, options?: BrowserContextOptions) => {
  const double = countersDouble(own);
  const opened = await open(double.handlers, options);
  double.through(opened.lab.emit);
  await opened.page.locator('#tab-counters').click();
  const { page } = opened;
  const counted = page.locator('#bottom-panel').getByRole('table').first();
  return {
    ...opened,
    ...double,
    counted,
    stands: async () => {
      opened.lab.changeState(stood);
      await expect.poll(() => double.streams().length).toBeGreaterThan(0);
    },
    drops: () =>
      counted
        .getByRole('row', { name: /XDP_DROP/ })
        .getByRole('cell')
        .allTextContents(),
  };
};

test('without an environment the pane says how there comes one; then totals and rates are live', async () => {
  const pane = await openPane();
  const { page, tell, drops } = pane;
  await page.getByText('The environment does not stand. Run (F5) makes it').waitFor();
  await pane.stands();
  await page.getByText('Waiting for the first counts').waitFor();
  tell([sample(0, 1200), sample(1000, 2400)], { change: 'first' });
  await expect.poll(drops).toEqual(['2,400', '1,200', '240,000', '960,000']);
  await page.getByText('rates over the last 1.00 s').waitFor();
  await page.getByText('program 41, map 12, from your program’s xdp_stats_map').waitFor();
  await page.locator('.uplot canvas').waitFor();
});

test('by keyboard alone, from the tab on: count from now, and let the chart stand', async () => {
  const pane = await openPane();
  const { page, tell, drops } = pane;
  await pane.stands();
  tell([sample(0, 10)], { change: 'first' });
  await expect.poll(drops).toContain('10');
  await page.locator('#tab-counters').focus();
  await page.keyboard.press('Alt+0');
  await expect.poll(async () => (await drops())[0]).toBe('0');
  await page.getByText('Counted from when you asked').waitFor();
  await page.keyboard.press('Alt+p');
  tell([sample(1000, 15)]);
  await page.getByRole('button', { name: 'Go on' }).waitFor();
  expect((await drops())[0]).toBe('0');
  await page.keyboard.press('Alt+p');
  await expect.poll(async () => (await drops())[0]).toBe('5');
});

test('a reload is told with the new ids, and what is missing is noted', async () => {
  const pane = await openPane();
  const { page, tell, drops } = pane;
  await pane.stands();
  tell([sample(0, 10)], { change: 'first' });
  const note = { en: 'The map counts packets only, no bytes.', ja: 'パケットだけです。' };
  tell([{ ...sample(100, 3), bytes: null }], {
    change: 'reloaded',
    counting: { ...counting, programId: 42, mapId: 15, notes: [note] },
  });
  await page.getByText('map reloaded: now map 15, program 42').waitFor();
  await page.getByText(note.en).waitFor();
  await expect.poll(drops).toEqual(['3', '0', '–', '–']);
  tell([], {
    change: 'detached',
    counting: { ...counting, programId: null, mapId: null, source: 'none', actions: [] },
  });
  await page.getByText('the program was taken off').waitFor();
  await page.getByText('No program is attached.').waitFor();
});

test('a watch that ends says why, with a way on', async () => {
  const pane = await openPane();
  const { page } = pane;
  await pane.stands();
  pane.end(fail(labFailure('helper-gone', { thing: 'helper' })));
  await page.getByRole('alert').waitFor();
  await page.getByRole('alert').getByRole('button').click();
  await expect.poll(() => pane.streams().length).toBe(2);
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('maps are listed and read, those of the tap apart', async () => {
  const pane = await openPane();
  const { page, lab } = pane;
  await pane.stands();
  pane.tell([sample(0, 10)], { change: 'first' });
  await page.getByRole('button', { name: /^xdp_stats_map percpu_array/ }).click();
  const entries = page.getByRole('table', { name: 'Entries of xdp_stats_map' });
  await entries.getByText('"rx_packets": 7').waitFor();
  await page.getByText('of the lab’s tap').click();
  await page.getByRole('button', { name: /^tap_counts/ }).click();
  await page.getByRole('table', { name: 'Entries of tap_counts' }).waitFor();
  expect(asked(lab, 'maps.dump').at(-1)).toMatchObject({ mapId: maps[1]?.id });
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
  await pane.stands();
  pane.tell([sample(0, 1), sample(1000, 20)], { change: 'first' });
  await page.locator('.uplot canvas').waitFor();
  await page.getByRole('button', { name: /^xdp_stats_map percpu_array/ }).click();
  await page.locator('#bottom-panel').getByRole('table').nth(1).waitFor();
  expect(await violationsBelow(page)).toEqual([]);
});
