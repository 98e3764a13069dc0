import { spawn } from 'node:child_process';

/**
 * How a command ended. `output` is what it printed to both streams, in order; empty where `show` sent it to the terminal.
 * `ended` is `exit` with its status, `signal`, `timeout`, or `missing` where there is no such command.
 * @typedef {object} Run
 * @property {'exit' | 'signal' | 'timeout' | 'missing'} ended
 * @property {number | null} status
 * @property {string} output
 * @property {string} stdout
 * @property {number} ms
 */

/**
 * @typedef {object} RunOptions
 * @property {number} timeoutMs
 * @property {boolean} [show] prints as it goes, in place of keeping the output
 * @property {boolean} [showErrors] prints standard error as it goes, and keeps standard output
 * @property {boolean} [ask] lets the command read the terminal
 * @property {Record<string, string>} [environment] added to this process's
 * @property {string} [cwd]
 */

const graceMs = 5_000;

/**
 * Runs a command to its end, or to `timeoutMs`. Never rejects and never waits longer: a grandchild that keeps the pipes
 * open is not waited for.
 * @param {readonly string[]} argv
 * @param {RunOptions} options
 * @returns {Promise<Run>}
 */
export const run = ([command = '', ...args], { timeoutMs, show, showErrors, ask, environment, cwd }) =>
  new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: [ask ? 'inherit' : 'ignore', show ? 'inherit' : 'pipe', show || showErrors ? 'inherit' : 'pipe'],
    });
    let output = '';
    let stdout = '';
    let timedOut = false;
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      stdout += text;
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text;
    });

    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
    }, timeoutMs);

    /** @param {Run['ended']} ended @param {number | null} status */
    const end = (ended, status) => {
      clearTimeout(timer);
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve({
        ended: timedOut ? 'timeout' : ended,
        status,
        output,
        stdout,
        ms: performance.now() - started,
      });
    };
    child.on('error', () => {
      end('missing', null);
    });
    child.on('exit', (status, signal) => {
      const ended = signal === null ? 'exit' : 'signal';
      const patience = setTimeout(() => end(ended, status), 1_000);
      child.on('close', () => {
        clearTimeout(patience);
        end(ended, status);
      });
    });
  });

/** Whether a run did what it should. @param {Run} run */
export const succeeded = ({ ended, status }) => ended === 'exit' && status === 0;

/** Why a run failed, to stand after its name: "failed (exit status 1)". @param {Run} run @param {number} timeoutMs */
export const reasonOf = ({ ended, status }, timeoutMs) => {
  if (ended === 'missing') return 'is not installed';
  if (ended === 'timeout') return `took longer than ${Math.round(timeoutMs / 1000)} s and was stopped`;
  if (ended === 'signal') return 'was ended by a signal';
  return `failed (exit status ${status})`;
};
