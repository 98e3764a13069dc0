import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test as inBrowser } from 'vitest';
import { labDouble } from '../unit/renderer/double.ts';
import { servePage } from './page-server.ts';

const executablePath = '/usr/bin/chromium';

/** A test that needs a browser: Ubuntu has no Chromium but a snap, and there it is skipped, visibly. */
export const test = existsSync(executablePath) ? inBrowser : inBrowser.skip;
if (test === inBrowser.skip) console.warn(`browser tests skipped: there is no ${executablePath}`);

let browser: Browser | undefined;
beforeAll(async () => {
  if (!existsSync(executablePath)) return;
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
});
afterAll(() => browser?.close());

const brokenConnection = /WebSocket|ERR_CONNECTION_REFUSED|status of 401/;

/**
 * A page of its own browser profile; whatever goes wrong within it fails the test: exceptions, what the policy
 * forbids, and errors on the console. A broken connection is none, because pages are to survive it.
 */
export const newPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
  if (!browser) throw new Error(`${executablePath} was not started`);
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1400, height: 860 },
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !brokenConnection.test(message.text())) errors.push(message.text());
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`forbidden by the policy: ${violatedDirective} ${blockedURI}`);
    });
  });
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  return page;
};

/** A page in front of a double of the lab, at its first lesson. */
export const open = async (own?: Parameters<typeof labDouble>[0], options?: BrowserContextOptions) => {
  const lab = labDouble(own);
  const server = await servePage(lab.service);
  onTestFinished(server.close);
  const page = await newPage(options);
  await page.goto(server.address);
  await page.getByRole('heading', { name: 'Before you read, ask' }).waitFor();
  return { page, lab, server };
};

/** Where code is typed. */
export const editor = (page: Page) => page.locator('.cm-content');

/** The inputs of the calls of one name that the page made, in order. */
export const asked = ({ asked: calls }: ReturnType<typeof labDouble>, name: string) =>
  calls.filter((call) => call.name === name).map(({ input }) => input);
