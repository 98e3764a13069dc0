import type { Page } from 'playwright-core';
import { startComment } from './working.ts';

/** As fast as a person types who types fast. */
const betweenKeysMs = 60;
const bursts = 6;
const charactersOfABurst = 50;

const sentence = 'the end of the header, not its start, and no byte after it';

/** Milliseconds from each typed key until what it typed is drawn. */
export interface Typing {
  readonly page: readonly number[];
  readonly bare: readonly number[];
}

/** Types 300 characters into each of the two, in turn, so that whatever else the machine does falls on both alike. */
export const measureTyping = async (page: Page, bare: Page): Promise<Typing> => {
  const typing = { page: [] as number[], bare: [] as number[] };
  for (let burst = 1; burst <= bursts; burst += 1) {
    typing.page.push(...(await typeBurst(page)));
    typing.bare.push(...(await typeBurst(bare)));
  }
  await page.bringToFront();
  return typing;
};

const typeBurst = async (page: Page): Promise<number[]> => {
  // Of a page behind another one nothing is drawn.
  await page.bringToFront();
  await startComment(page);
  await page.evaluate('xdpLabBench.keysMs.length = 0');
  await page.keyboard.type(sentence.slice(0, charactersOfABurst), { delay: betweenKeysMs });
  return page.evaluate<number[]>('xdpLabBench.painted().then(() => xdpLabBench.keysMs)');
};
