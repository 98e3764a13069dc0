import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { startCli } from '../../support/cli.ts';
import { editor, newPage } from '../open-page.ts';
import { processesOf, type Process } from './processes-of.ts';

/** The assignment that a new learner gets first. */
export const first = { lesson: 'packet01-parsing', assignment: 'bounds-check', file: 'xdp_prog_kern.c' };

/** How the lab is started. */
interface Options {
  /** Makes files before the lab starts; gets the folder that holds everything of the learner. */
  readonly prepare?: (folder: string) => Promise<unknown>;
  /** Shell lines run as root before the lab, in a mount namespace of its own; `$HOME` is the learner's folder. */
  readonly mounts?: readonly string[];
}

/** `xdp-lab serve` on a free port for one test, with a home, a data folder and temporary files of its own. */
export const serveLab = async ({ prepare, mounts = [] }: Options = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'test-xdp-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await prepare?.(folder);
  const server = startCli(['serve', '--port', '0', '--json'], {
    mounts,
    environment: { HOME: folder, XDG_DATA_HOME: folder, SHELL: '/bin/sh', PS1: '$ ' },
  });
  const isOver = () => server.child.exitCode !== null || server.child.signalCode !== null;
  const end = async () => {
    if (!isOver()) server.child.kill('SIGTERM');
    return server.ended;
  };
  onTestFinished(async () => {
    await end();
  });
  let line = '';
  server.child.stdout?.on('data', (text: string) => {
    line += text;
  });
  await server.said(/\n/);
  const { url } = JSON.parse(line) as { url: string };
  const data = join(folder, 'xdp-lab');
  return {
    url,
    end,
    /** Everything that runs for this lab now. */
    processes: (): Process[] => processesOf(server.child.pid),
    inData: (...parts: string[]) => join(data, ...parts),
    workFile: join(data, 'work', first.lesson, first.assignment, first.file),
  };
};

export type ServedLab = Awaited<ReturnType<typeof serveLab>>;

/** Those of the processes that still run. */
export const alive = (processes: readonly Process[]): Process[] =>
  processes.filter(({ pid }) => existsSync(`/proc/${String(pid)}`));

/** A page of a new browser profile at the lab's address, once lesson and code are there. */
export const enterLab = async ({ url }: ServedLab, options?: BrowserContextOptions): Promise<Page> => {
  const page = await newPage(options);
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await editor(page).filter({ hasText: /\S/ }).waitFor();
  return page;
};
