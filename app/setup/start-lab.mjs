import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BuildError, buildIfStale } from './build.mjs';
import { obtainElectron, whyNoWindow } from './electron-program.mjs';
import { firstRun } from './first-run.mjs';
import { prepare } from './prepare.mjs';
import { root } from './root.mjs';
import { readStartOptions } from './start-options.mjs';
import { runWindow } from './window.mjs';

/** How long to wait for Electron: a lab in the browser is near, unless it must be a window. */
const patienceMs = { desktop: 15 * 60_000, otherwise: 60_000 };
const usageStatus = 2;

const help = `npm start                the lab in a window; where none can be, in your browser, and one sentence says why
npm start -- --desktop   in a window, or not at all
npm start -- --web       in your browser: prints the address
        … --open         also opens it, where the lab is in your browser; --port N takes another port
npm start -- --try       looks at this machine and grades one assignment twice, as it is given and solved
npm start -- --help      this text

It first installs what is missing (npm ci, system packages), and builds what is stale; the second time there is
nothing to do. The lab runs until you close its window or press Ctrl-C, and then removes what it made.

What else there is: npm run -s lab -- --help`;

/**
 * `npm start`: prepares, builds, and opens the lab.
 * @param {string[]} args
 */
export const startLab = async (args) => {
  const options = read(args);
  if (options === null) return;
  if (options.host === 'help') console.log(help);
  else if (options.host === 'try') await firstRun();
  else if ((await prepare(['lab'])) && (await build())) await open(options);
  else process.exitCode = 1;
};

/** @param {string[]} args */
const read = (args) => {
  try {
    return readStartOptions(args);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${help}`);
    process.exitCode = usageStatus;
    return null;
  }
};

const build = async () => {
  try {
    await buildIfStale();
    return true;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error([error.output.trimEnd(), error.message].filter(Boolean).join('\n'));
    return false;
  }
};

/** @param {import('./start-options.mjs').StartOptions} options */
const open = async ({ host, serve }) => {
  if (host === 'web') return servePage(serve);
  const reason = await openWindow(host === 'desktop' ? patienceMs.desktop : patienceMs.otherwise);
  if (reason === null) return;
  if (host === 'desktop') {
    console.error(
      `No window can be opened: ${reason}. In your browser the lab works here: npm start -- --web`,
    );
    process.exitCode = 1;
    return;
  }
  console.log(`The lab opens in your browser, not in a window: ${reason}.`);
  await servePage(serve);
};

/** Runs the lab in a window; answers why that cannot be, or null after its end. @param {number} timeoutMs */
const openWindow = async (timeoutMs) => {
  const obstacle = whyNoWindow({ uid: process.getuid?.(), environment: process.env });
  if (obstacle !== null) return obstacle;
  const electron = await obtainElectron({ timeoutMs, say: console.error });
  if ('reason' in electron) return electron.reason;
  const ended = await runWindow(electron.program);
  // Chromium traps where neither user namespaces nor its setuid helper give it a sandbox.
  if (typeof ended === 'string' && !stopped.has(ended)) return `Electron ended at once with ${ended}`;
  process.exitCode = typeof ended === 'number' ? ended : 1;
  return null;
};

const stopped = new Set(['SIGINT', 'SIGTERM', 'SIGHUP']);

/** The command line's own `serve`, in this process: signals reach it, and its exit status is ours. @param {string[]} args */
const servePage = async (args) => {
  process.argv = [process.execPath, 'xdp-lab', 'serve', ...args];
  await import(pathToFileURL(join(root, 'dist', 'cli.js')).href);
};
