import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { findRoot } from '../../app/engine/root.ts';
import { BenchError } from '../lab.ts';

const executablePath = '/usr/bin/chromium';

/** Without waiting for a screen's next refresh, which would add up to 16 ms to every figure by chance. */
const withoutScreen = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

/** Starts Chromium without a window; says what is missing where it cannot. */
export const launchChromium = async (): Promise<Browser> => {
  if (!existsSync(executablePath)) throw new BenchError(`There is no ${executablePath}: install chromium.`);
  const { chromium } = await import('playwright-core').catch(() => {
    throw new BenchError('playwright-core is not installed: run npm ci.');
  });
  return chromium.launch({
    executablePath,
    // Whoever interrupts the measurement ends the lab as well, and takes away what it left.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', ...withoutScreen],
  });
};

/** A page of a browser profile of its own, which measures itself (`in-page.mjs`). */
export const measuringPage = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
  await context.addInitScript({ path: join(findRoot(), 'bench', 'page', 'in-page.mjs') });
  return context.newPage();
};
