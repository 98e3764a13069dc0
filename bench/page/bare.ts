import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { findRoot } from '../../app/engine/root.ts';
import { BenchError } from '../lab.ts';
import { measuringPage } from './chromium.ts';

/** Opens a file in a bare CodeMirror on a page of its own. */
export const openBareEditor = async (browser: Browser, file: string): Promise<Page> => {
  const script = await bundle(join(findRoot(), 'bench', 'page', 'bare-editor.mjs'));
  const page = await measuringPage(browser);
  // Not with setContent, which writes the document anew and takes away who listens to its keys.
  await page.goto('about:blank');
  await page.addScriptTag({ content: script });
  await page.evaluate(`void openBareEditor(${JSON.stringify(await readFile(file, 'utf8'))})`);
  return page;
};

const bundle = async (entry: string): Promise<string> => {
  const { build } = await import('vite').catch(() => {
    throw new BenchError('vite is not installed: run npm ci.');
  });
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'bare' } },
  });
  const [chunk] = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  if (chunk?.type !== 'chunk') throw new BenchError('The bare editor could not be built.');
  return chunk.code;
};
