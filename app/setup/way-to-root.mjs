import { run, succeeded } from './run.mjs';

/**
 * How this process can become root: it is, sudo needs no password, sudo can ask on this terminal, or not at all.
 * @typedef {'root' | 'sudo' | 'sudo-asks' | 'none'} WayToRoot
 */

const askMs = 10 * 60_000;

/** Finds the way without asking anybody anything. @returns {Promise<WayToRoot>} */
export const wayToRoot = async () => {
  if (process.getuid?.() === 0) return 'root';
  const silent = await run(['sudo', '-n', 'true'], { timeoutMs: 10_000 });
  if (succeeded(silent)) return 'sudo';
  return silent.ended !== 'missing' && process.stdin.isTTY && process.stderr.isTTY ? 'sudo-asks' : 'none';
};

/**
 * The way to root after asking for a password, where that is what it takes. From then on sudo asks no more on this terminal
 * for some minutes, so the lab's own `sudo -n` works too.
 * @param {string} why the sentence said before sudo asks
 * @returns {Promise<Exclude<WayToRoot, 'sudo-asks'>>}
 */
export const askForRoot = async (why) => {
  const way = await wayToRoot();
  if (way !== 'sudo-asks') return way;
  console.error(why);
  return succeeded(await run(['sudo', '-v'], { timeoutMs: askMs, show: true, ask: true })) ? 'sudo' : 'none';
};

/** The command line that runs `argv` as root. @param {'root' | 'sudo'} way @param {readonly string[]} argv @returns {string[]} */
export const asRoot = (way, argv) => (way === 'root' ? [...argv] : ['sudo', '-n', ...argv]);
