import { expect } from 'vitest';
import { fail, labFailure, succeed } from '../../app/contract/index.ts';
import { failing } from '../unit/renderer/double.ts';
import { unasked } from '../unit/renderer/lab-state-double.ts';
import { asked, editor, open, test } from './open-page.ts';

const cannot = {
  ...failing,
  verdict: 'cannot' as const,
  summary: { en: 'The program could not be tried.', ja: '試せませんでした。' },
  failure: labFailure('not-allowed', { thing: 'program.dryRun' }),
};

/** A lab that was not asked yet: checks cannot, until it is allowed. */
const openUnasked = async (own: Parameters<typeof open>[0] = {}) => {
  let granted = false;
  const opened = await open({
    'check.run': () => Promise.resolve(succeed(granted ? failing : cannot)),
    'lab.allow': () => {
      granted = true;
      return Promise.resolve(
        succeed(opened.lab.changeState({ privilege: 'granted', sandbox: 'host', helper: 'running' })),
      );
    },
    ...own,
  });
  opened.lab.changeState(unasked);
  await opened.page.getByRole('button', { name: 'not asked for root yet' }).waitFor();
  return { ...opened, dialog: opened.page.getByRole('dialog', { name: 'May the lab act as root?' }) };
};

test('the first save asks for root in words; allowed, it is checked again by itself', async () => {
  const { page, lab, dialog } = await openUnasked();
  await editor(page).click();
  await page.keyboard.press('Control+s');
  await dialog.getByText('make network namespaces and veth pairs of its own').waitFor();
  await dialog.getByText('The lab never sees it.').waitFor();
  await dialog.getByRole('button', { name: 'Allow' }).click();
  await page.getByText('The verifier rejects the program.').waitFor();
  await page.getByRole('button', { name: 'lab ready' }).waitFor();
  expect(asked(lab, 'check.run')).toHaveLength(2);
  expect(await editor(page).evaluate((code) => code === document.activeElement)).toBe(true);
});

test('“not now” by keyboard leaves reading and compiling, and it does not ask again by itself', async () => {
  const { page, lab, dialog } = await openUnasked();
  await page.keyboard.press('F5');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count()).toBe(0);
  await page.getByText('The program could not be tried.').waitFor();
  await page.keyboard.press('F5');
  await expect.poll(() => asked(lab, 'check.run').length).toBe(2);
  expect(await dialog.count()).toBe(0);
  expect(asked(lab, 'lab.refuse')).toHaveLength(1);
});

test('a click beside the question is no answer to it', async () => {
  const { page, lab, dialog } = await openUnasked();
  await page.keyboard.press('F5');
  await dialog.waitFor();
  await page.mouse.click(5, 5);
  await page.keyboard.press('Tab');
  expect(await dialog.isVisible()).toBe(true);
  expect(asked(lab, 'lab.refuse')).toEqual([]);
});

test('after “not now” it can be allowed from the menu, and taken back there', async () => {
  const { page, dialog } = await openUnasked();
  await page.getByRole('button', { name: 'not asked for root yet' }).click();
  await page.getByRole('button', { name: 'Allow root …' }).click();
  await dialog.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('button', { name: 'lab ready' }).click();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('button', { name: 'no root' }).waitFor();
});

test('where the system refuses, a banner says so and asks again', async () => {
  const { page, dialog } = await openUnasked({
    'lab.allow': () => Promise.resolve(fail(labFailure('elevation-refused', { thing: 'pkexec' }))),
  });
  await page.keyboard.press('F5');
  await dialog.getByRole('button', { name: 'Allow' }).click();
  const banner = page.getByRole('alert');
  await banner.getByText('Root was asked for through pkexec, and refused.').waitFor();
  await banner.getByRole('button', { name: 'Ask again …' }).click();
  await dialog.waitFor();
});

test('while the system asks, the dialog says where to look', async () => {
  const { page, dialog } = await openUnasked({ 'lab.allow': () => new Promise(() => undefined) });
  await page.keyboard.press('F5');
  await dialog.getByRole('button', { name: 'Allow' }).click();
  await dialog.getByText('look for its password dialog').waitFor();
  expect(await dialog.getByRole('button', { name: 'Allow' }).isDisabled()).toBe(true);
});

test('standing environments are listed with what is attached, and taken down', async () => {
  const { page, lab } = await open();
  const program = { interface: 'veth-packet01', mode: 'skb' as const, id: 3, name: 'xdp_drop', tag: 'ab' };
  lab.changeState({ environments: [{ name: 'veth-packet01', program }] });
  await page.getByRole('button', { name: 'lab up' }).click();
  await page.getByText('xdp_drop · skb').waitFor();
  await page.getByRole('button', { name: 'Take down veth-packet01' }).click();
  await page.getByText('None stands.').waitFor();
  await page.getByText('lab ready').waitFor();
  expect(asked(lab, 'env.down')).toEqual([{ name: 'veth-packet01' }]);
});

test('a helper that has gone is started again by a button, and no text is lost', async () => {
  let gone = true;
  const { page, lab } = await open({
    'check.run': () =>
      Promise.resolve(gone ? fail(labFailure('helper-gone', { thing: 'check' })) : succeed(failing)),
  });
  await editor(page).click();
  await page.keyboard.type('kept ');
  await page.keyboard.press('F5');
  await page.getByRole('alert').getByText('The helper that runs as root ended').waitFor();
  gone = false;
  await page.getByRole('button', { name: 'Start again' }).click();
  await page.getByText('The verifier rejects the program.').waitFor();
  expect(await editor(page).textContent()).toContain('kept ');
  expect(asked(lab, 'check.run')).toHaveLength(2);
  expect(await page.getByRole('alert').count()).toBe(0);
});
