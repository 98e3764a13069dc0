import { expect } from 'vitest';
import { open, test } from './open-page.ts';

test('what nobody expected is told, with what was thrown and a way to load the page again', async () => {
  const { page } = await open();
  // As the browser tells of it; a real one would fail the test.
  await page.evaluate(() => {
    dispatchEvent(new ErrorEvent('error', { error: new RangeError('out of the world') }));
  });
  const banner = page.getByRole('alert').filter({ hasText: 'a mistake in XDP Lab' });
  await banner.getByText('What was thrown').click();
  await banner.getByText('out of the world').waitFor();
  await Promise.all([
    page.waitForEvent('load'),
    banner.getByRole('button', { name: 'Load the page again' }).click(),
  ]);
  await page.getByRole('heading', { name: 'Before you read, ask' }).waitFor();
  expect(await banner.count()).toBe(0);
});

test('a part of the page that does not come is told, and loading the page again brings it', async () => {
  const { page } = await open();
  const merge = /\/merge-[^/]*\.js$/;
  await page.route(merge, (route) => route.abort('connectionrefused'));
  await page.getByRole('button', { name: 'Show the solution beside my code' }).click();
  await page.getByRole('heading', { name: 'Look at the solution now?' }).waitFor();
  await page.keyboard.press('Enter');
  const banner = page.getByRole('alert').filter({ hasText: 'could not be loaded' });
  await banner.waitFor();
  await page.unroute(merge);
  await Promise.all([
    page.waitForEvent('load'),
    banner.getByRole('button', { name: 'Load the page again' }).click(),
  ]);
  await page.getByRole('button', { name: 'Show the solution beside my code' }).click();
  await page.getByRole('heading', { name: 'Look at the solution now?' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Your code, prog.c' }).waitFor();
  expect(await banner.count()).toBe(0);
});
