import { join } from 'node:path';
import { BuildError, buildIfStale } from './build.mjs';
import { prepare } from './prepare.mjs';
import { run, succeeded } from './run.mjs';
import { root } from './root.mjs';

const timeoutMs = 30 * 60_000;

/** `npm run package`: builds, and makes what electron-builder.yml names in dist/packages. What follows is handed to electron-builder. */
const makePackages = async () => {
  if (!(await prepare(['lab']))) return false;
  await buildIfStale();
  const script = join(root, 'node_modules', 'electron-builder', 'cli.js');
  // npm installs koffi's and node-pty's binaries for this machine only, so that packages for another are made on another.
  const options = ['--linux', `--${process.arch}`, '--publish', 'never', ...process.argv.slice(2)];
  const argv = [process.execPath, script, ...options];
  return succeeded(await run(argv, { timeoutMs, cwd: root, show: true, ask: true }));
};

try {
  process.exitCode = (await makePackages()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error([error.output.trimEnd(), error.message].filter(Boolean).join('\n'));
  process.exitCode = 1;
}
