import type { CDPSession, Page } from 'playwright-core';
import { rounded } from '../median.ts';
import { printMuch, showTab } from './terminal.ts';
import { measureSave, startComment } from './working.ts';

/** What a person does in an hour: a save every 15 seconds, now and then another assignment and a look at the solution. */
const saves = 240;
const savesToASwitch = 10;
const looks = 8;
const savesToALook = saves / looks;
const printedBytes = 20_000_000;

/** Does an hour's work without its pauses; gives the heap in megabytes after each eighth, collected first. */
export const measureHour = async (page: Page, progress: (text: string) => void): Promise<number[]> => {
  const session = await page.context().newCDPSession(page);
  const heapAtMb: number[] = [];
  await startComment(page);
  for (let save = 1; save <= saves; save += 1) {
    await measureSave(page);
    if (save % savesToASwitch === 0) {
      progress(`an hour's use ${save}/${saves}`);
      await thereAndBack(page);
      await lookAtSolution(page);
      await startComment(page);
    }
    if (save % savesToALook === 0) {
      await printMuch(page, printedBytes / looks, save);
      await showTab(page, 'checks');
      heapAtMb.push(await heapMb(session));
      await page.locator('.cm-content').focus();
    }
  }
  return heapAtMb;
};

/** Two switches, in another language and theme meanwhile. */
const thereAndBack = async (page: Page): Promise<void> => {
  await openAssignment(page, 1);
  await page.getByRole('button', { name: '日本語' }).click();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('button', { name: 'EN', exact: true }).click();
  await page.emulateMedia({ colorScheme: 'light' });
  await openAssignment(page, 0);
};

const lookAtSolution = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Show the solution' }).first().click();
  const back = page.getByRole('button', { name: 'Back to the editor' });
  const early = page.getByRole('button', { name: 'Show it' });
  const mine = page.getByRole('textbox', { name: /^Your code/ });
  // Before it has been tried often enough the lab asks first.
  await early.or(mine).first().waitFor();
  if (await early.isVisible()) await early.click();
  await mine.waitFor();
  await back.click();
  await back.waitFor({ state: 'detached' });
};

const openAssignment = async (page: Page, index: number): Promise<void> => {
  const before = await page.title();
  await page.locator('summary[data-first-focus]').click();
  await page.locator('details ol button').nth(index).click();
  // Lesson and code come at once.
  while ((await page.title()) === before) await page.evaluate('xdpLabBench.frame()');
};

const heapMb = async (session: CDPSession): Promise<number> => {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return rounded(usedSize / 1_000_000);
};
