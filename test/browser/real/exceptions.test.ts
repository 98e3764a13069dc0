import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { editor, test } from '../open-page.ts';
import { allowRoot, results } from './learner.ts';
import { enterLab, serveLab } from './serve-lab.ts';

const aborting = `#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
SEC("xdp")
int xdp_parser_func(struct xdp_md *ctx) { return XDP_ABORTED; }
char _license[] SEC("license") = "GPL";
`;

/** What a trace.dat begins with (trace-cmd.dat(5)). */
const magic = Buffer.from('\x17\x08\x44tracing', 'latin1');

test('a run whose program aborts every packet shows an event for each, by its name, and saves them', async () => {
  const lab = await serveLab();
  const page = await enterLab(lab);
  await editor(page).first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(aborting);
  await page.keyboard.press('F5');
  await page.getByRole('dialog').waitFor();
  await allowRoot(page);
  const counts = () =>
    page
      .getByRole('meter')
      .evaluateAll((meters) => meters.map((meter) => Number(meter.getAttribute('aria-valuenow'))));
  // The lesson sends seven pings. Around a program without a map of its own, the tap counts.
  await expect.poll(counts, { timeout: 30_000 }).toEqual([7, 0, 0, 0, 0]);
  const packets = '7';
  await page.locator('#tab-exceptions').click();
  const kinds = page.getByRole('list', { name: 'Kinds of events' }).getByRole('button');
  await expect.poll(() => kinds.count()).toBe(2);
  expect(await kinds.last().textContent()).toMatch(
    new RegExp(`^\\s*${packets}\\s.*XDP_ABORTED\\s+xdp_parser_func`),
  );
  const rows = results(page).getByRole('row').filter({ hasText: 'xdp_parser_func' });
  await expect.poll(() => rows.count()).toBe(Number(packets));
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save…' }).click();
  const path = await (await coming).path();
  expect((await readFile(path)).subarray(0, magic.length)).toEqual(magic);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open…' }).click();
  await (await chooser).setFiles(path);
  await page.getByText('Opened recording:').waitFor();
  await expect.poll(() => kinds.first().textContent()).toMatch(new RegExp(`^\\s*${packets}\\s`));
});
