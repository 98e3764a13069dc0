import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { fail, labFailure, type Handlers, type LabContract } from '../../app/contract/index.ts';
import { acceptance, rejection, verifierDouble } from '../unit/renderer/verifier-double.ts';
import { addAxe, violationsBelow } from './axe.ts';
import { asked, editor, open, test } from './open-page.ts';

/** The pane in front of a lab that explains what it is told to. */
const openPane = async (own: Partial<Handlers<LabContract>> = {}, options?: BrowserContextOptions) => {
  const double = verifierDouble();
  const opened = await open({ ...double.handlers, ...own }, options);
  const { page } = opened;
  await editor(page).getByText('parse_ethhdr').waitFor();
  await page.locator('#tab-verifier').click();
  return { ...opened, ...double };
};
const verdict = (page: Page) => page.getByRole('region', { name: 'Rejected' });
const way = (page: Page) => page.getByRole('table', { name: /by source line$/ });

test('the rejection is explained: class, sentence, lines, what is proven, and the log’s own words', async () => {
  const { page } = await openPane();
  const region = verdict(page);
  for (const text of [
    'packet bounds',
    'function xdp_parser',
    '1,234 instructions processed',
    'The check proves too little.',
    'invalid access to packet, off=12 size=2',
    '6 bytes of the packet are proven here; the code reads up to byte 14.',
  ])
    await region.getByText(text).first().waitFor();
  expect(await region.getByRole('button', { name: /^prog\.c, line/ }).allTextContents()).toEqual([
    expect.stringContaining('line 450'),
    expect.stringContaining('line 2'),
  ]);
});

test('the rejected line is in sight among hundreds of visits, of which only those looked at are fetched', async () => {
  const { page, lab } = await openPane();
  const rejected = way(page).getByRole('row').filter({ hasText: 'rejected here' });
  await rejected.waitFor();
  expect(await rejected.getAttribute('aria-rowindex')).toBe('450');
  await expect
    .poll(() => asked(lab, 'verifier.visits'))
    .toEqual([{ explanation: 'first', from: 400, count: 50 }]);
  expect(await way(page).getByRole('row').count()).toBeLessThan(100);
});

test('by keyboard alone: along the way, the registers, and the log as printed', async () => {
  const { page } = await openPane();
  await way(page).getByRole('row').filter({ hasText: 'rejected here' }).waitFor();
  await page.locator('#tab-verifier').focus();
  await page.keyboard.press('Alt+l');
  await page.getByRole('table', { name: 'The log as printed' }).waitFor();
  await page.keyboard.press('Alt+l');
  const chosen = way(page).locator('[aria-current="true"]');
  await way(page).getByRole('rowgroup').focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => chosen.getAttribute('aria-rowindex')).toBe('449');
  const instruction = page.locator('.detail').getByRole('button').first();
  await instruction.focus();
  await page.keyboard.press('Enter');
  const registers = page.getByRole('table', { name: /^Known before/ });
  expect(await registers.getByRole('rowheader').allTextContents()).toEqual(['R1', 'R10']);
});

test('code that was changed is said to be, and explained anew once it is saved', async () => {
  const { page, lab, explainsNext } = await openPane();
  await verdict(page).waitFor();
  await editor(page).click();
  await page.keyboard.type('int x;');
  await page.getByText('Your code has changed since').waitFor();
  explainsNext(acceptance);
  await page.keyboard.press('Control+s');
  await page.locator('#tab-verifier').click();
  await page.getByRole('region', { name: 'Accepted' }).waitFor();
  expect(asked(lab, 'verifier.explain')).toHaveLength(2);
});

test('a check that the verifier fails leads here, with the focus', async () => {
  const { page } = await openPane();
  await page.locator('#tab-checks').click();
  await page.keyboard.press('Control+s');
  await page.getByRole('button', { name: 'The verifier’s way to this line' }).click();
  await verdict(page).waitFor();
  expect(await page.evaluate(() => document.activeElement?.closest('#bottom-panel') !== null)).toBe(true);
});

test('a log from elsewhere is pasted or opened, and left for the own program', async () => {
  const { page, lab, explainsNext } = await openPane();
  await verdict(page).waitFor();
  explainsNext(rejection('theirs', 3));
  await page.getByRole('button', { name: 'Explain a log …' }).click();
  await page.getByRole('textbox', { name: /^A verifier log/ }).fill('0: (b7) r0 = 0');
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  await page.getByRole('button', { name: 'Back to your program' }).waitFor();
  expect(asked(lab, 'verifier.explain').at(-1)).toEqual({ kind: 'log', text: '0: (b7) r0 = 0' });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Explain a log …' }).click();
  await page.getByRole('button', { name: 'Open a file …' }).click();
  await (
    await chooser
  ).setFiles({ name: 'theirs.log', mimeType: 'text/plain', buffer: Buffer.from('1: (95) exit') });
  await page.getByText('theirs.log', { exact: true }).waitFor();
  expect(asked(lab, 'verifier.explain').at(-1)).toEqual({ kind: 'log', text: '1: (95) exit' });
  explainsNext(acceptance);
  await page.getByRole('button', { name: 'Back to your program' }).click();
  await page.getByRole('region', { name: 'Accepted' }).waitFor();
});

test('what is no log is shown whole, and not hidden', async () => {
  const { page, explainsNext } = await openPane();
  await verdict(page).waitFor();
  explainsNext({
    ...rejection('unread', 1),
    ...{ recognised: false, class: 'unknown', rejected: null, place: null, related: null, proof: null },
    ...{ visits: { total: 0, leftOut: null, first: [] }, program: null },
  });
  await page.getByRole('button', { name: 'Explain again' }).click();
  await page.getByRole('region', { name: 'Not a log of the verifier' }).waitFor();
  await page.getByRole('button', { name: /^The log as printed/ }).click();
  await page
    .getByRole('table', { name: 'The log as printed' })
    .getByText('0: (b7) r0 = 0', { exact: true })
    .waitFor();
});

test('a program that does not compile is said not to, with what clang said', async () => {
  const { page } = await openPane({
    'verifier.explain': () =>
      Promise.resolve(
        fail(labFailure('clang-failed', { thing: 'prog.c', detail: 'prog.c:3:1: error: unknown type' })),
      ),
  });
  const alert = page.getByRole('alert');
  await alert.getByText('prog.c does not compile.').waitFor();
  await alert.getByText('prog.c:3:1: error').waitFor();
});

test.each([
  ['en-GB', 'light'],
  ['en-GB', 'dark'],
  ['ja-JP', 'light'],
  ['ja-JP', 'dark'],
] as const)('axe finds nothing wrong with the pane (%s, %s)', async (locale, colorScheme) => {
  const { page } = await openPane({}, { locale, colorScheme, bypassCSP: true });
  await addAxe(page);
  const folded = page.locator('.folded [aria-current="true"]');
  await folded.waitFor();
  expect(await violationsBelow(page)).toEqual([]);
  await page.locator('.verdict li button').last().click();
  await page.locator('.verdict table').waitFor();
  expect(await violationsBelow(page)).toEqual([]);
  await page.locator('#tab-verifier').focus();
  await page.keyboard.press('Alt+l');
  await page.locator('.raw [role="row"]').first().waitFor();
  expect(await violationsBelow(page)).toEqual([]);
});
