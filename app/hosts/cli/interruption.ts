import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { exitCodes, type ExitCode } from './exit-codes.ts';

/** Why and with which status a command stops before its end. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** The status to exit with, once something has stopped the command. */
  readonly exitCode: () => ExitCode | undefined;
  readonly stop: (exitCode: ExitCode) => void;
  /** Runs a command line on the learner's terminal; until it ends, Ctrl-C is its own matter. Its exit status comes back. */
  readonly runOnTerminal: (argv: readonly string[]) => Promise<ExitCode>;
}

const endings = {
  SIGHUP: exitCodes.hungUp,
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
} as const;
type Ending = keyof typeof endings;

/** Turns the first SIGINT, SIGTERM or SIGHUP into an abort; `onRepeated` hears of later ones, which change nothing. */
export const listenForInterruption = (onRepeated: () => void): Interruption => {
  const controller = new AbortController();
  let exitCode: ExitCode | undefined;
  let handedOver = false;
  const stop = (code: ExitCode): void => {
    exitCode ??= code;
    controller.abort();
  };
  for (const ending of Object.keys(endings) as Ending[]) {
    process.on(ending, () => {
      if (handedOver) return;
      if (controller.signal.aborted) onRepeated();
      stop(endings[ending]);
    });
  }
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    stop,
    runOnTerminal: async (argv) => {
      handedOver = true;
      try {
        return await runToEnd(argv);
      } finally {
        handedOver = false;
      }
    },
  };
};

const runToEnd = ([command = '', ...args]: readonly string[]): Promise<ExitCode> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit' });
    // The terminal sends Ctrl-C to both; SIGTERM and SIGHUP reach only us.
    const forward = (ending: NodeJS.Signals): void => void child.kill(ending);
    process.on('SIGTERM', forward).on('SIGHUP', forward);
    const over = (): void => void process.off('SIGTERM', forward).off('SIGHUP', forward);
    child.once('error', (error) => {
      over();
      reject(error);
    });
    child.once('exit', (code, ending) => {
      over();
      resolve(code ?? 128 + (ending ? constants.signals[ending] : 0));
    });
  });
