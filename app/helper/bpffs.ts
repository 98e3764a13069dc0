import { mkdirSync, readFileSync } from 'node:fs';
import { fail, labFailure, succeed, type Outcome } from '../contract/index.ts';
import { runTool } from './tool.ts';

/** Mounts an empty bpffs on a folder, which it makes. Its maps and pins are seen by nobody else's tools. */
export const mountBpffs = async (folder: string): Promise<Outcome<string>> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const mounted = await runTool('mount', ['-t', 'bpf', '-o', 'mode=0700', 'bpf', folder]);
  if (!mounted.ok) return mounted;
  const { exitCode, stderr, command } = mounted.value;
  return exitCode === 0
    ? succeed(folder)
    : fail(labFailure('tool-failed', { thing: command.argv.join(' '), detail: stderr.trim() }));
};

// proc(5): the mount point is the fifth field, and our paths hold nothing that would be escaped in it.
const lastMountedIn = (folder: string): string | undefined =>
  readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4])
    .findLast((path) => path?.startsWith(`${folder}/`));

/**
 * Unmounts whatever is mounted below a folder, also while somebody still stands in it; what was pinned there goes with
 * it. The kernel's list is asked, and none of ours, which a helper of another release might have written differently.
 */
export const unmountAllIn = async (folder: string): Promise<Outcome<void>> => {
  for (let path = lastMountedIn(folder); path !== undefined; path = lastMountedIn(folder)) {
    const gone = await runTool('umount', ['--lazy', path]);
    if (!gone.ok) return gone;
    if (gone.value.exitCode !== 0) {
      return fail(labFailure('tool-failed', { thing: `umount ${path}`, detail: gone.value.stderr.trim() }));
    }
  }
  return succeed(undefined);
};
