import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The checkout's root. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
const launcher = join(root, 'app', 'hosts', 'cli', 'xdp-lab.mjs');

/** How a command line ended. `exitCode` is null where a signal ended it. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command line under way, leader of a process group of its own, as a shell starts one. */
export interface Running {
  readonly child: ChildProcess & { readonly pid: number };
  readonly ended: Promise<Ended>;
  /** Sends a signal to the whole group, as a terminal does for Ctrl-C. */
  readonly signalGroup: (signal: NodeJS.Signals) => void;
  /** Resolves once stdout and stderr together match. */
  readonly said: (pattern: RegExp) => Promise<void>;
}

interface Surroundings {
  readonly cwd?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Shell lines run as root in a mount namespace of its own before the command: what they mount, nobody else sees. */
  readonly mounts?: readonly string[];
  /** A command line that runs the command: setpriv and the like. */
  readonly under?: readonly string[];
}

/** Starts `xdp-lab` as a learner would, from the checkout; the language is English unless a test asks otherwise. */
export const startCli = (
  line: readonly string[],
  { cwd = root, environment = {}, mounts = [], under = [] }: Surroundings = {},
): Running => {
  const command = [...under, process.execPath, launcher, ...line];
  const script = ['set -e', ...mounts, 'exec "$@"'].join('\n');
  const [file = '', ...args] =
    mounts.length === 0
      ? command
      : ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', ...command];
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: '', NO_COLOR: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file} could not be started`);
  const output = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
      for (const look of waiting) look();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      resolve({ exitCode, ...output });
    });
  });
  return {
    child: Object.assign(child, { pid }),
    ended,
    signalGroup: (signal) => process.kill(-pid, signal),
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!pattern.test(output.stdout + output.stderr)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        void ended.then(() => {
          reject(new Error(`it ended and never said ${String(pattern)}: ${output.stdout}${output.stderr}`));
        });
      }),
  };
};

/** Runs `xdp-lab` to its end. */
export const runCli = (line: readonly string[], surroundings?: Surroundings): Promise<Ended> =>
  startCli(line, surroundings).ended;
