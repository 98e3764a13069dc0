import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { editor, open, test } from './open-page.ts';

/** Closes the page as a learner does, and stays where the browser asks; answers whether it did. */
const isAsked = async (page: Page): Promise<boolean> => {
  const asked = page.waitForEvent('dialog').then(async (dialog) => {
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    return true;
  });
  const closed = page.waitForEvent('close').then(() => false);
  await page.close({ runBeforeUnload: true });
  return Promise.race([asked, closed]);
};

test('who leaves with unsaved code that the browser could not keep is asked first', async () => {
  const { page } = await open();
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
  });
  await editor(page).click();
  await page.keyboard.type('unkept');
  expect(await isAsked(page)).toBe(true);
  expect(await editor(page).textContent()).toContain('unkept');
});

test('who leaves with unsaved code that was kept is not asked', async () => {
  const { page } = await open();
  await editor(page).click();
  await page.keyboard.type('kept');
  expect(await isAsked(page)).toBe(false);
});
