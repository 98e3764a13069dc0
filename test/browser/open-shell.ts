import type { Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest';
import { createEngine } from '../../app/engine/index.ts';
import { root } from '../support/cli.ts';
import { scratchFolder } from '../support/scratch.ts';
import { newPage } from './open-page.ts';
import { servePage } from './page-server.ts';

/** Where the learner's files lie. */
export const scratch = scratchFolder();

// The same shell and the same plain prompt for whoever runs the tests.
beforeAll(() => {
  vi.stubEnv('SHELL', '/bin/sh');
  vi.stubEnv('PS1', '$ ');
  vi.stubEnv('ENV', '');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

/** What the terminal shows, row by row. */
export const rows = (page: Page) => page.locator('.xterm-rows');

/** Types a line into the terminal that has the focus. */
export const enter = async (page: Page, line: string): Promise<void> => {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
};

/** Waits until the terminal shows a text. */
export const says = (page: Page, text: string | RegExp) => rows(page).getByText(text).first().waitFor();

/** A page before a real engine, at its first lesson. */
export const openBeforeEngine = async () => {
  const engine = createEngine({ root, ways: [], dataFolder: scratch.folder });
  const server = await servePage(engine.service);
  onTestFinished(async () => {
    server.close();
    await engine.dispose();
  });
  const page = await newPage();
  await page.goto(server.address);
  await page.locator('.cm-content').waitFor();
  return { page, server };
};

/** The same, with a shell open that has said its prompt. */
export const openShell = async () => {
  const opened = await openBeforeEngine();
  await opened.page.keyboard.press('Control+`');
  await says(opened.page, /[$#]/);
  return opened;
};
