import { spawn } from 'node:child_process';
import { root } from './root.mjs';

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs the lab in Electron's window until it ends, handing signals on. Answers with the exit status, or the name of the
 * signal that it died of.
 * @param {string} program
 * @returns {Promise<number | string>}
 */
export const runWindow = (program) =>
  new Promise((resolve, reject) => {
    /** @type {NodeJS.ProcessEnv} */
    const environment = { ...process.env, XDP_LAB_NODE: process.execPath };
    // Set by whoever runs us from within Electron; with it there would be no window.
    delete environment.ELECTRON_RUN_AS_NODE;
    const child = spawn(program, [root], { stdio: 'inherit', env: environment });
    const handOn = (/** @type {NodeJS.Signals} */ signal) => {
      // Ctrl-C reaches the window by the terminal as well; a second one does no harm.
      child.kill(signal);
    };
    for (const signal of signals) process.on(signal, handOn);
    child.once('error', reject);
    child.once('exit', (status, signal) => {
      for (const name of signals) process.off(name, handOn);
      resolve(status ?? signal ?? 1);
    });
  });
