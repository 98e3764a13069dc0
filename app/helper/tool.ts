import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fail, labFailure, succeed, type Outcome, type RanCommand } from '../contract/index.ts';
import { findTool, toolFolders, type ToolName } from './find-tool.ts';
import { labId, labVariable } from './lab-id.ts';
import { createTail } from './tail.ts';

export { findTool, type ToolName };

/** A tool that ended, with whatever exit code. */
export interface ToolRun {
  readonly stdout: string;
  readonly stderr: string;
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly command: RanCommand;
}

/** A tool that goes on running. `command` gets its exit code and duration when the child ends. */
export interface SpawnedTool {
  readonly child: ChildProcessWithoutNullStreams;
  readonly command: RanCommand;
}

interface ToolOptions {
  /** Written to its stdin, which is then closed. */
  readonly input?: string | Uint8Array;
  /** Default 10 s. */
  readonly timeoutMs?: number;
  /** Of each stream the last so many bytes are kept, since errors come last. Default 4 MiB. */
  readonly maxBytes?: number;
  /** Ends the tool; the answer is then `cancelled`. Not for xdp-loader: killed, it would leave its lock file. */
  readonly signal?: AbortSignal;
  /** Added to the fixed environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The whole environment of every tool: nothing of the learner's own reaches a process that runs as root. */
const fixedEnvironment = {
  PATH: toolFolders.join(':'),
  LC_ALL: 'C',
  LIBXDP_SKIP_DISPATCHER: '1',
  [labVariable]: labId,
} as const;

/** How long a tool may take to obey SIGTERM before it is killed. */
const graceMs = 1000;

/** These report ENOSPC for a verifier log or a full map, which is no full disk. */
const ownMeaningOfEnospc: readonly ToolName[] = ['bpftool', 'tc', 'xdp-loader'];

const isDiskFull = (tool: ToolName, stderr: string): boolean =>
  stderr.includes('No space left on device') && !ownMeaningOfEnospc.includes(tool);

// A session of its own keeps a tool out of the terminal's foreground group: Ctrl-C must not end a removal half-way.
const start = (path: string, args: readonly string[], environment?: ToolOptions['environment']) =>
  spawn(path, args, {
    env: { ...fixedEnvironment, ...environment },
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });

/** A process that was never made, for want of memory, processes or open files, or of the file itself. */
const notStarted = (tool: ToolName, { code, message }: NodeJS.ErrnoException) =>
  fail(
    code === 'ENOENT'
      ? labFailure('tool-missing', { thing: tool })
      : labFailure('tool-failed', { thing: tool, detail: message }),
  );

/** Node says why it started nothing once whoever asked for it can listen. */
const errorOf = (child: ChildProcess): Promise<NodeJS.ErrnoException> =>
  new Promise((resolve) => child.once('error', resolve));

const endOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) resolve();
    else {
      child.once('exit', () => {
        resolve();
      });
    }
  });

/** Ends a child: SIGTERM, and SIGKILL when it has not obeyed within a second. Resolves once it has ended. */
export const endChild = async (child: ChildProcess): Promise<void> => {
  const kill = setTimeout(() => child.kill('SIGKILL'), graceMs);
  child.kill('SIGTERM');
  await endOf(child);
  clearTimeout(kill);
};

const running = new Map<ChildProcess, ToolName>();

/**
 * Ends what {@link runTool} waits for at this moment, so that nobody has to wait for a verifier or a ping any more.
 * xdp-loader is let to its end: killed, it would leave its lock file, and every later call would fail on it.
 */
export const endRunningTools = async (): Promise<void> => {
  await Promise.all(
    [...running].map(([child, tool]) => (tool === 'xdp-loader' ? endOf(child) : endChild(child))),
  );
};

/**
 * Starts a long-running tool with pipes on all three streams. Fails with `tool-missing`, or `tool-failed` where the
 * kernel makes no process of it. The caller hands `child` to
 * the lab's held children, so that it ends with the lab.
 */
export const spawnTool = async (tool: ToolName, args: readonly string[]): Promise<Outcome<SpawnedTool>> => {
  const path = findTool(tool);
  if (path === undefined) return fail(labFailure('tool-missing', { thing: tool }));
  const startedAt = performance.now();
  const child = start(path, args);
  if (child.pid === undefined) return notStarted(tool, await errorOf(child));
  const command: RanCommand = { argv: [tool, ...args], exitCode: null, ms: 0 };
  child.once('exit', (exitCode) => {
    command.exitCode = exitCode;
    command.ms = performance.now() - startedAt;
  });
  return succeed({ child, command });
};

/**
 * Runs a tool to its end. Fails only with `tool-missing`, `timeout`, `cancelled`, `disk-full`, or `tool-failed`
 * where the kernel makes no process of it; a non-zero exit is an answer.
 * `command.argv` names the tool without its folder, as a person would type it.
 */
export const runTool = (
  tool: ToolName,
  args: readonly string[],
  { input, timeoutMs = 10_000, maxBytes = 4 * 1024 * 1024, signal, environment }: ToolOptions = {},
): Promise<Outcome<ToolRun>> =>
  new Promise((resolve, reject) => {
    const path = findTool(tool);
    if (path === undefined) {
      resolve(fail(labFailure('tool-missing', { thing: tool })));
      return;
    }
    if (signal?.aborted) {
      resolve(fail(labFailure('cancelled', { thing: [tool, ...args].join(' ') })));
      return;
    }
    const startedAt = performance.now();
    const child = start(path, args, environment);
    if (child.pid === undefined) {
      void errorOf(child).then((error) => {
        resolve(notStarted(tool, error));
      });
      return;
    }
    running.set(child, tool);
    const stdout = createTail(maxBytes);
    const stderr = createTail(maxBytes);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      void endChild(child);
    }, timeoutMs);
    const stop = () => void endChild(child);
    signal?.addEventListener('abort', stop, { once: true });

    child.stdout.on('data', stdout.push);
    child.stderr.on('data', stderr.push);
    // A tool that ends without reading its input closes the pipe under our hands; its exit code tells the story.
    child.stdin.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') reject(error);
    });
    child.stdin.end(input);

    child.once('error', reject);
    child.once('close', (exitCode) => {
      running.delete(child);
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      const command: RanCommand = { argv: [tool, ...args], exitCode, ms: performance.now() - startedAt };
      const run: ToolRun = { stdout: stdout.text(), stderr: stderr.text(), exitCode, command };
      if (signal?.aborted) {
        resolve(fail(labFailure('cancelled', { thing: command.argv.join(' ') })));
      } else if (timedOut) {
        resolve(fail(labFailure('timeout', { thing: command.argv.join(' '), detail: run.stderr })));
      } else if (exitCode !== 0 && isDiskFull(tool, run.stderr)) {
        resolve(fail(labFailure('disk-full', { thing: command.argv.join(' '), detail: run.stderr })));
      } else resolve(succeed(run));
    });
  });
