import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../support/cli.ts';
import { editor } from '../open-page.ts';
import { first } from './serve-lab.ts';

const versionOf = (version: 'start' | 'solution'): Promise<string> =>
  readFile(join(root, 'bpf', 'lessons', first.lesson, first.assignment, version, first.file), 'utf8');

/** The line that the first assignment is about, as it is given and as it is to be, and where it stands. */
export const theLine = async () => {
  const given = (await versionOf('start')).split('\n');
  const solved = (await versionOf('solution')).split('\n');
  const at = given.findIndex((line, index) => /\bif\b/.test(line) && line !== solved[index]);
  return { number: at + 1, given: given[at]?.trim() ?? '', mended: solved[at]?.trim() ?? '' };
};

/** Writes the mended line over the given one, key by key; the editor has the focus. */
export const mendByKeys = async (page: Page): Promise<void> => {
  const { number, mended } = await theLine();
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < number; line += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type(mended);
  await editor(page).filter({ hasText: mended }).waitFor();
};

/** Says yes to the question whether the lab may act as root, in whatever language it is put. */
export const allowRoot = (page: Page): Promise<void> => page.getByRole('dialog').locator('.primary').click();

/** The pane below, whichever of its tabs is shown. */
export const results = (page: Page) => page.locator('#bottom-panel');

/** A check of the open assignment in its step, with what its lamp says. */
export const lamp = (page: Page, title: string, says: string) =>
  page.getByRole('button', { name: `${says} ${title}` }).first();

/** How many packets the topology counts for an action. */
export const counted = async (page: Page, action: string): Promise<number> =>
  Number(await page.getByRole('row', { name: action }).getByRole('cell').last().textContent());
