import { run, succeeded } from './run.mjs';

/**
 * How this process can become root: it is, sudo needs no password, sudo can ask on this terminal, or not at all.
 * @typedef {'root' | 'sudo' | 'sudo-asks' | 'none'} WayToRoot
 */

/** Finds the way without asking anybody anything. @returns {Promise<WayToRoot>} */
export const wayToRoot = async () => {
  if (process.getuid?.() === 0) return 'root';
  const silent = await run(['sudo', '-n', 'true'], { timeoutMs: 10_000 });
  if (succeeded(silent)) return 'sudo';
  return silent.ended !== 'missing' && process.stdin.isTTY && process.stderr.isTTY ? 'sudo-asks' : 'none';
};

/** The command line that runs `argv` as root. @param {WayToRoot} way @param {readonly string[]} argv @returns {string[]} */
export const asRoot = (way, argv) => {
  if (way === 'root') return [...argv];
  return way === 'sudo' ? ['sudo', '-n', ...argv] : ['sudo', ...argv];
};
