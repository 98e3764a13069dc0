import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { labFailure } from '../../app/contract/index.ts';
import { helperContract, type HelperContract } from '../../app/helper/contract/index.ts';
import { connect, type Client } from '../../app/rpc/index.ts';
import { streamChannel } from '../../app/rpc/stream.ts';
import { root } from './cli.ts';

/** The built helper as a bare child: no heartbeats but those a test sends, and nobody who ends it in good order. */
export interface HelperProcess {
  readonly client: Client<HelperContract>;
  readonly pid: number;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

const endOf = (child: ChildProcess): Promise<number | NodeJS.Signals> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, signal) => {
      resolve(signal ?? exitCode ?? -1);
    });
  });

export const helperPath = join(root, 'dist', 'helper.js');

/**
 * Starts a helper; `around` is a shell script that runs first, in new namespaces of the kinds given, and must leave
 * them as the helper shall find them.
 */
export const startHelperProcess = (
  around: { readonly unshare: readonly string[]; readonly script: string } | null = null,
): HelperProcess => {
  const command = [process.execPath, helperPath];
  const [file = '', ...args] = around
    ? ['unshare', ...around.unshare, 'sh', '-ec', `${around.script}\nexec "$@"`, 'sh', ...command]
    : command;
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file} could not be started`);
  const channel = streamChannel(child.stdout, child.stdin);
  return {
    client: connect(helperContract, channel, { gone: labFailure('helper-gone', { thing: `${pid}` }) }),
    pid,
    ended: endOf(child),
    kill: (signal) => child.kill(signal),
  };
};

/** Starts helpers for one test and ends those that still run when it is over. */
export const createHelperProcesses = () => {
  const started: HelperProcess[] = [];
  return {
    start: (...args: Parameters<typeof startHelperProcess>): HelperProcess => {
      const helper = startHelperProcess(...args);
      started.push(helper);
      return helper;
    },
    /** The beginnings of their state folders' names. */
    labs: (): string[] => started.map(({ pid }) => `lab-${pid}-`),
    endAll: async (): Promise<void> => {
      for (const { client } of started) client.close();
      await Promise.all(started.map(({ ended }) => ended));
    },
  };
};
