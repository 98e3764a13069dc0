import type { Page } from 'playwright-core';
import { measured } from './served-lab.ts';

/** Puts the cursor into a comment of its own at the end of the file. */
export const startComment = async (page: Page): Promise<void> => {
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n// ');
};

/** Types a little and saves: from Ctrl+S until every lamp that needs no traffic shines, milliseconds. */
export const measureSave = async (page: Page): Promise<number> => {
  await page.evaluate(`xdpLabBench.expect(${measured.vectorLamps})`);
  await page.keyboard.type('x');
  await page.keyboard.press('Control+s');
  return page.evaluate<number>('xdpLabBench.saved()');
};
