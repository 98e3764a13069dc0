import { expect } from 'vitest';
import { editor, open, test } from './open-page.ts';

test.each(['en-GB', 'ja-JP'])('the header fits into 1024 pixels (%s)', async (locale) => {
  const { page, lab } = await open({}, { locale, viewport: { width: 1024, height: 700 } });
  const program = { interface: 'veth-packet01', mode: 'native' as const, id: 3, name: 'xdp', tag: 'ab' };
  lab.changeState({ environments: [{ name: 'veth-packet01', program }] });
  await page.getByText('native').first().waitFor();
  const over = await page
    .locator('header')
    .first()
    .evaluate((header) => {
      const edge = header.getBoundingClientRect().right;
      return [...header.children].filter((child) => child.getBoundingClientRect().right > edge).length;
    });
  expect(over).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1024);
});

test('the header names lesson, assignment and step, and the title names the assignment', async () => {
  const { page } = await open();
  const header = page.getByRole('navigation', { name: 'Lesson' });
  expect(await header.textContent()).toMatch(/Packets\s*▸\s*Before you read, ask\s*▸\s*Look/);
  expect(await page.title()).toBe('Before you read, ask – XDP Lab');
  await page.keyboard.press('Alt+ArrowRight');
  await header.getByText('Mend it').waitFor();
});

test('language, title and colour scheme follow the settings', async () => {
  const { page } = await open();
  await page.getByRole('button', { name: '日本語' }).click();
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('ja');
  expect(await page.title()).toBe('Before you read, ask。 – XDP Lab');
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await page.getByRole('combobox', { name: 'テーマ' }).selectOption('dark');
  expect(await scheme()).toBe('dark');
});

test('whoever asked for less motion gets none', async () => {
  const { page } = await open({}, { reducedMotion: 'reduce' });
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].some((element) =>
      getComputedStyle(element)
        .transitionDuration.split(', ')
        .some((duration) => duration !== '0s'),
    ),
  );
  expect(moving).toBe(false);
});

test('in forced colours the chosen tab is still told from the others', async () => {
  const { page } = await open({}, { forcedColors: 'active' });
  const outline = (tab: string) =>
    page.getByRole('tab', { name: tab }).evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(await outline('Checks')).toBe('solid');
  expect(await outline('Doctor')).toBe('none');
});

test('a lost connection says when it is tried again, and typing goes on', async () => {
  const { page, server } = await open();
  await editor(page).click();
  server.close();
  await page.getByText('The connection to the lab is lost').waitFor();
  await page.getByText(/Next try in \d s/).waitFor();
  await page.keyboard.type('kept ');
  await page.getByRole('button', { name: 'Try now' }).waitFor();
  expect(await editor(page).textContent()).toContain('kept ');
});

test('where the lab was started again, the page says what to open', async () => {
  const { page, server } = await open();
  await page.route(
    ({ pathname }) => pathname === '/',
    (route) => route.fulfill({ status: 401 }),
  );
  server.close();
  await page.getByText('Open the address that it printed').waitFor();
});
