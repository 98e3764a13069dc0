#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

// npm runs its scripts in the package's folder; the paths on the command line are meant from where the learner stands.
if (process.env.npm_lifecycle_event === 'lab' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);

/** Brings the bundle up to date where there are sources, and says so where it takes a while. */
const build = async () => {
  if (!existsSync(join(root, 'vite.config.ts'))) return true;
  const { buildIfStale } = await import('../../setup/build.mjs');
  try {
    await buildIfStale();
    return true;
  } catch (error) {
    const { message, output = '' } = /** @type {Error & { output?: string }} */ (error);
    process.stderr.write(`${message}\n${output}`);
    return false;
  }
};

if (await build()) await import(join(root, 'dist', 'cli.js'));
else process.exitCode = 3;
