import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { readdir, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fail, labFailure, succeed, type Outcome } from '../contract/index.ts';
import { runTool } from './tool.ts';

const prefix = 'xdp-lab-';

/**
 * The name of one of a lab's instances below `instances` of tracefs. It ends in the lab's own name, which never comes back, so
 * that all of them can be told from others'.
 */
export const traceInstanceOf = (labFolder: string, purpose: string): string =>
  `${prefix}${purpose}-${basename(labFolder)}`;

// Doubles as the note that there may be instances, and as the place to look for them where tracefs is mounted nowhere.
const ownTracefs = (labFolder: string): string => join(labFolder, 'tracing');
const isMounted = (tracefs: string): boolean => existsSync(join(tracefs, 'instances'));

/** Notes, before it is made, that a lab is about to make a trace instance. */
export const noteTraceInstance = (labFolder: string): void => {
  mkdirSync(ownTracefs(labFolder), { recursive: true, mode: 0o700 });
};

/** Strikes the note out, once the instance is removed; where tracefs is mounted on it there may be others, and it stays. */
export const forgetTraceInstance = (labFolder: string): void => {
  if (isMounted(ownTracefs(labFolder)) || !existsSync(ownTracefs(labFolder))) return;
  rmdirSync(ownTracefs(labFolder));
};

/** Removes an instance, if it is there. */
export const removeInstance = async (path: string): Promise<void> => {
  await rmdir(path).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
};

/** Mounts tracefs below a lab's folder, where nobody else looks; answers its path. The machine's own mount is left alone. */
export const mountTracefs = async (labFolder: string): Promise<Outcome<string>> => {
  const tracefs = ownTracefs(labFolder);
  const wasNoted = existsSync(tracefs);
  noteTraceInstance(labFolder);
  // Whoever died while doing the same has mounted it already.
  if (isMounted(tracefs)) return succeed(tracefs);
  const mounted = await runTool('mount', ['-t', 'tracefs', '-o', 'mode=0700', 'tracefs', tracefs]);
  if (mounted.ok && mounted.value.exitCode === 0) return succeed(tracefs);
  // Nothing can have been made in it, unless there was a note before.
  if (!wasNoted) forgetTraceInstance(labFolder);
  if (!mounted.ok) return mounted;
  const { stderr, command } = mounted.value;
  return fail(labFailure('tool-failed', { thing: command.argv.join(' '), detail: stderr.trim() }));
};

/**
 * Removes what a lab left in tracefs: an instance is the whole machine's, and outlives mounts and namespaces. May
 * leave tracefs mounted below the lab's folder, where everything is unmounted next.
 */
export const removeTraceInstancesOf = async (labFolder: string): Promise<Outcome<void>> => {
  if (!existsSync(ownTracefs(labFolder))) return succeed(undefined);
  const tracefs = await mountTracefs(labFolder);
  if (!tracefs.ok) return tracefs;
  const instances = join(tracefs.value, 'instances');
  const ours = (await readdir(instances)).filter(
    (name) => name.startsWith(prefix) && name.endsWith(`-${basename(labFolder)}`),
  );
  for (const name of ours) await removeInstance(join(instances, name));
  return succeed(undefined);
};
