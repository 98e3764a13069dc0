import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Brings axe into a page that was opened with `bypassCSP`. */
export const addAxe = async (page: Page): Promise<void> => {
  await page.addScriptTag({ content: await readFile(source, 'utf8') });
};

/** What axe finds in the pane at the bottom as it is now, one line each. */
export const violationsBelow = async (page: Page): Promise<string[]> => {
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: (within: string) => Promise<AxeResults> } }).axe.run(
      '#bottom-panel',
    ),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html}`));
};

/** What axe holds for serious or critical on the page as it is now, one line each. */
export const seriousViolations = async (page: Page): Promise<string[]> => {
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${id} ${target.join(' ')}: ${any[0]?.message ?? ''}`),
    );
};
