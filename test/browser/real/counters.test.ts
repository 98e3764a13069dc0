import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import { editor, test } from '../open-page.ts';
import { allowRoot, lamp, mendByKeys, results } from './learner.ts';
import { enterLab, serveLab } from './serve-lab.ts';

const environment = 'veth-packet01';

/** Sends pings from inside, 10 ms apart; answers how many, once ended. */
const sendPings = (count: number) => {
  const child = spawn('nsenter', [
    `--net=/run/netns/${environment}`,
    ...['ping', '-q', '-i', '0.01', '-c', String(count), '-W', '0.1', 'fc00:dead:cafe:1::1'],
  ]);
  return once(child, 'close');
};

test('counters live: what is sent is counted, a reload while traffic runs goes on with the new map, maps can be read', async () => {
  const lab = await serveLab();
  const page = await enterLab(lab);
  await editor(page).click();
  await mendByKeys(page);
  await page.keyboard.press('F5');
  await allowRoot(page);
  await lamp(page, 'Real pings are dropped', 'passes').waitFor();
  await page.locator('#tab-counters').click();
  const pane = results(page);
  const table = pane.getByRole('table').first();
  const dropped = async (): Promise<number> =>
    Number(
      (
        await table
          .getByRole('row', { name: /XDP_DROP/ })
          .getByRole('cell')
          .first()
          .textContent()
      )?.replace(',', ''),
    );
  await pane
    .getByText(/xdp_stats_map/)
    .first()
    .waitFor();
  const before = await dropped();
  expect(before).toBeGreaterThanOrEqual(3);
  await sendPings(20);
  await expect.poll(dropped).toBe(before + 20);

  await pane.getByRole('button', { name: /^Count from now/ }).click();
  await expect.poll(dropped).toBe(0);
  await pane.getByRole('button', { name: /^Count as the map does/ }).click();
  await expect.poll(dropped).toBe(before + 20);
  await page.locator('.uplot canvas').waitFor();

  await pane.getByRole('button', { name: /^xdp_stats_map/ }).click();
  await pane
    .getByRole('table', { name: 'Entries of xdp_stats_map' })
    .getByText('rx_packets')
    .first()
    .waitFor();

  const sending = sendPings(400);
  await page.keyboard.press('F5');
  await pane.getByText(/map reloaded: now map \d+, program \d+/).waitFor();
  await sending;
  // The lesson's own seven, and those of the flood that came after the reload.
  await expect.poll(dropped).toBeGreaterThan(100);
  await pane.getByRole('table', { name: 'Entries of xdp_stats_map' }).waitFor();
  expect(await page.getByText(/with the lab’s tap/).count()).toBe(1);
});
