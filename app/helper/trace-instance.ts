import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fail, labFailure, succeed, type Outcome } from '../contract/index.ts';
import { runTool } from './tool.ts';

/** Where a lab's probe tries tracing, below `instances` of tracefs. Named by the lab, whose name never comes back. */
export const traceInstanceOf = (labFolder: string): string => `xdp-lab-probe-${basename(labFolder)}`;

// Doubles as the note that there may be an instance, and as the place to look for it where tracefs is mounted nowhere.
const ownTracefs = (labFolder: string): string => join(labFolder, 'tracing');

/** Notes, before it is made, that a lab is about to make its trace instance. */
export const noteTraceInstance = (labFolder: string): void => {
  mkdirSync(ownTracefs(labFolder), { recursive: true, mode: 0o700 });
};

/** Strikes the note out, once the instance is removed. */
export const forgetTraceInstance = (labFolder: string): void => {
  rmdirSync(ownTracefs(labFolder));
};

/** Removes an instance, if it is there. */
export const removeInstance = async (path: string): Promise<void> => {
  await rmdir(path).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
};

/**
 * Removes what a lab's probe left in tracefs: an instance is the whole machine's, and outlives mounts and namespaces. May
 * leave tracefs mounted below the lab's folder, where everything is unmounted next.
 */
export const removeTraceInstanceOf = async (labFolder: string): Promise<Outcome<void>> => {
  const tracefs = ownTracefs(labFolder);
  if (!existsSync(tracefs)) return succeed(undefined);
  const instances = join(tracefs, 'instances');
  // Whoever died while doing the same has mounted it already.
  if (!existsSync(instances)) {
    const mounted = await runTool('mount', ['-t', 'tracefs', 'tracefs', tracefs]);
    if (!mounted.ok) return mounted;
    const { exitCode, stderr, command } = mounted.value;
    if (exitCode !== 0) {
      return fail(labFailure('tool-failed', { thing: command.argv.join(' '), detail: stderr.trim() }));
    }
  }
  await removeInstance(join(instances, traceInstanceOf(labFolder)));
  return succeed(undefined);
};
