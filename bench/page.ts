import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { clangFlags } from '../app/engine/build/compile.ts';
import { findRoot } from '../app/engine/root.ts';
import { BenchError, type Bench } from './lab.ts';
import { median, rounded } from './median.ts';
import { openBareEditor } from './page/bare.ts';
import { openSaveByCall } from './page/by-call.ts';
import { launchChromium, measuringPage } from './page/chromium.ts';
import { measureHour } from './page/hour.ts';
import { measureLoading, type Loading } from './page/loading.ts';
import { measured, serveLab, type ServedLab } from './page/served-lab.ts';
import { measureTyping, type Typing } from './page/typing.ts';
import { measureSave, startComment } from './page/working.ts';
import { percentile } from './percentile.ts';
import { runCommand, timed } from './timed.ts';

/** What the page may cost. */
export const pageLimits = {
  interactiveMs: 1000,
  keystrokeP95Ms: 16,
  saveToLampsP50Ms: 200,
  initialJsGzipKb: 350,
  heapMb: 120,
  /** The median of the second half hour's looks over the first's: the collector leaves a little more or less each time. */
  heapGrowthMb: 1,
} as const;

/** What the page costs in Chromium, in front of `xdp-lab serve`; times in milliseconds. */
export interface PageFigures extends Record<keyof typeof pageLimits, number> {
  readonly runs: number;
  readonly keystrokeP50Ms: number;
  /** The same keys into a CodeMirror alone on its page, in turn with the lab's. */
  readonly bareKeystrokeP50Ms: number;
  readonly bareKeystrokeP95Ms: number;
  readonly saveToLampsP95Ms: number;
  /** Saved and checked over the page's connection without the page, in turn with it. */
  readonly saveByCallMs: number;
  /** The same file through `xdp-lab check --only vectors`, and through clang alone, in turn with the page. */
  readonly checkByCommandMs: number;
  readonly clangMs: number;
  /** After each eighth of an hour's use. */
  readonly heapAtMb: readonly number[];
  readonly limits: typeof pageLimits;
  /** The figures that are above their limit. */
  readonly missed: readonly string[];
}

/** Measures the page in Chromium; `command` is the file that was started to get here. */
export const benchPage = async (bench: PageBench, command: string): Promise<PageFigures> => {
  const browser = await launchChromium();
  const close = () => void browser.close();
  bench.signal.addEventListener('abort', close, { once: true });
  try {
    const lab = await serveLab(command, bench.signal);
    try {
      return await measure(bench, browser, lab, command);
    } finally {
      await lab.end();
    }
  } catch (error) {
    // Each thing under way tells in its own way that Chromium is gone.
    if (bench.signal.aborted) throw new BenchError('The measurement was interrupted.', { cause: error });
    throw error;
  } finally {
    bench.signal.removeEventListener('abort', close);
    await browser.close();
  }
};

type PageBench = Pick<Bench, 'runs' | 'signal' | 'progress'>;

const measure = async (
  bench: PageBench,
  browser: Browser,
  lab: ServedLab,
  command: string,
): Promise<PageFigures> => {
  const loadings: Loading[] = [];
  for (let run = 1; run <= bench.runs; run += 1) {
    bench.progress(`loading ${run}/${bench.runs}`);
    loadings.push(await measureLoading(browser, lab.url));
  }
  const page = await measuringPage(browser);
  await page.goto(lab.url);
  await page.evaluate('xdpLabBench.interactiveMs');
  await startComment(page);
  // The first save starts the helper, and clangd has read the file by then.
  await measureSave(page);
  bench.progress('typing');
  const bare = await openBareEditor(browser, lab.source);
  const typing = await measureTyping(page, bare);
  await bare.context().close();
  const saving = await alternate(bench, page, lab, command);
  const heapAtMb = await measureHour(page, bench.progress);
  return summed(bench.runs, loadings, typing, saving, heapAtMb);
};

interface Saving {
  readonly page: readonly number[];
  readonly call: readonly number[];
  readonly command: readonly number[];
  readonly clang: readonly number[];
}

/** Page, bare call, command line and clang in turn, so that whatever else the machine does falls on all of them alike. */
const alternate = async (
  { runs, signal, progress }: PageBench,
  page: Page,
  lab: ServedLab,
  command: string,
): Promise<Saving> => {
  const { source } = lab;
  const saving = {
    page: [] as number[],
    call: [] as number[],
    command: [] as number[],
    clang: [] as number[],
  };
  const { lesson, assignment } = measured;
  const check = ['check', `${lesson}/${assignment}`, '--source', source, '--only', 'vectors', '--json'];
  const clang = ['clang', ...clangFlags(findRoot()), '-c', source, '-o', join(source, '..', '..', 'bare.o')];
  const byCall = await openSaveByCall(lab);
  for (let run = 1; run <= runs; run += 1) {
    progress(`saving ${run}/${runs}`);
    saving.page.push(await measureSave(page));
    saving.call.push(await byCall.measure());
    saving.command.push(await timed(() => runCommand([process.execPath, command, ...check], { signal })));
    saving.clang.push(await timed(() => runCommand(clang, { signal })));
  }
  byCall.close();
  return saving;
};

const summed = (
  runs: number,
  loadings: readonly Loading[],
  typing: Typing,
  saving: Saving,
  heapAtMb: readonly number[],
): PageFigures => {
  const half = heapAtMb.length / 2;
  const limited = {
    interactiveMs: rounded(median(loadings.map(({ interactiveMs }) => interactiveMs))),
    keystrokeP95Ms: rounded(percentile(typing.page, 95)),
    saveToLampsP50Ms: rounded(median(saving.page)),
    initialJsGzipKb: rounded(Math.max(...loadings.map(({ jsGzipBytes }) => jsGzipBytes)) / 1000),
    heapMb: Math.max(...heapAtMb),
    heapGrowthMb: rounded(median(heapAtMb.slice(half)) - median(heapAtMb.slice(0, half))),
  };
  const names = Object.keys(pageLimits) as (keyof typeof pageLimits)[];
  return {
    runs,
    ...limited,
    keystrokeP50Ms: rounded(median(typing.page)),
    bareKeystrokeP50Ms: rounded(median(typing.bare)),
    bareKeystrokeP95Ms: rounded(percentile(typing.bare, 95)),
    saveByCallMs: rounded(median(saving.call)),
    saveToLampsP95Ms: rounded(percentile(saving.page, 95)),
    checkByCommandMs: rounded(median(saving.command)),
    clangMs: rounded(median(saving.clang)),
    heapAtMb,
    limits: pageLimits,
    // A figure that is no number has not been measured, and keeps no limit.
    missed: names.filter((name) => !(limited[name] <= pageLimits[name])),
  };
};
