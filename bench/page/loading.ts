import { gzipSync } from 'node:zlib';
import type { Browser, Response } from 'playwright-core';
import { measuringPage } from './chromium.ts';

/** One loading of the page with nothing in the browser's cache. */
export interface Loading {
  /** From the first byte of the answer until lesson and editor are drawn, and typing arrives. */
  readonly interactiveMs: number;
  /** The JavaScript that was fetched until then, each file compressed by itself at level 9. */
  readonly jsGzipBytes: number;
}

/** Opens the page in a new browser profile. */
export const measureLoading = async (browser: Browser, url: string): Promise<Loading> => {
  const page = await measuringPage(browser);
  const scripts: Response[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script' && response.status() === 200) scripts.push(response);
  });
  await page.goto(url);
  const interactiveMs = await page.evaluate<number>('xdpLabBench.interactiveMs');
  const sizes = await Promise.all(
    scripts.map(async (response) => gzipSync(await response.body(), { level: 9 }).length),
  );
  await page.locator('.cm-content').focus();
  await page.keyboard.type('typed');
  await page.locator('.cm-content', { hasText: 'typed' }).waitFor();
  await page.context().close();
  return { interactiveMs, jsGzipBytes: sizes.reduce((sum, size) => sum + size, 0) };
};
