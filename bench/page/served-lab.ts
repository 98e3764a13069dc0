import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { createConsentStore } from '../../app/engine/lab/consent.ts';
import { findRoot } from '../../app/engine/root.ts';
import { BenchError, valueOf } from '../lab.ts';

/** The assignment that a new learner sees first, and how many of its checks need no traffic. */
export const measured = {
  lesson: 'packet01-parsing',
  assignment: 'bounds-check',
  file: 'xdp_prog_kern.c',
  vectorLamps: 4,
};

/** `xdp-lab serve` for a learner of its own who has solved the first assignment and allowed root. */
export interface ServedLab {
  readonly url: string;
  /** The learner's file. */
  readonly source: string;
  readonly end: () => Promise<void>;
}

const Ready = v.pipe(v.string(), v.parseJson(), v.object({ url: v.string() }));

/** Starts it; `command` is the file that was started to get here. */
export const serveLab = async (command: string, signal: AbortSignal): Promise<ServedLab> => {
  const { lesson, assignment, file } = measured;
  const folder = await mkdtemp(join(tmpdir(), 'xdp-lab-bench-'));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const dataFolder = join(folder, 'xdp-lab');
    valueOf(await createConsentStore(dataFolder).keep());
    const work = join(dataFolder, 'work', lesson, assignment);
    await mkdir(work, { recursive: true });
    const solution = join(findRoot(), 'bpf', 'lessons', lesson, assignment, 'solution', file);
    await writeFile(join(work, file), await readFile(solution));
    const { url, end } = await startServer(command, folder, signal);
    return {
      url,
      source: join(work, file),
      end: async () => {
        await end();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
};

const startServer = async (command: string, folder: string, signal: AbortSignal) => {
  const server = spawn(process.execPath, [command, 'serve', '--port', '0', '--json'], {
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, SHELL: '/bin/sh' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'close');
  const stop = () => server.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  const end = async (): Promise<void> => {
    signal.removeEventListener('abort', stop);
    stop();
    await ended;
  };
  const [line] = (await Promise.race([once(server.stdout, 'data'), ended])) as [unknown];
  const ready = v.safeParse(Ready, String(line));
  if (ready.success) return { url: ready.output.url, end };
  await end();
  throw new BenchError('xdp-lab serve did not start.');
};
