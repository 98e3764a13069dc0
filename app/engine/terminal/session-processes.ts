import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** How long processes may take to end by themselves after SIGHUP. */
const graceMs = 500;
/** How long to wait for the kernel to take away what SIGKILL ended; one that hangs in a system call may stay longer. */
const lastWaitMs = 500;
const firstLookMs = 5;

/** The living processes of a session (setsid(2)), by its leader's process id; zombies are not among them. */
export const sessionProcesses = async (leader: number): Promise<number[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      // A process may end while it is looked at; then its file is gone.
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      // The name in parentheses may hold anything; what follows it is: state ppid pgrp session (proc_pid_stat(5)).
      const [state, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return session === String(leader) && state !== 'Z' && state !== 'X' ? Number(pid) : undefined;
    }),
  );
  return found.filter((pid) => pid !== undefined);
};

/**
 * Ends every process of a session: SIGHUP, as when a terminal is closed, and SIGKILL for those that stay. False where
 * some stay even so: root's, that do not end with their terminal.
 */
export const endSession = async (leader: number): Promise<boolean> => {
  // Shells with job control give each job a process group of its own: only the session holds them all.
  for (const [name, waitMs] of [
    ['SIGHUP', graceMs],
    ['SIGKILL', lastWaitMs],
  ] as const) {
    for (const pid of await sessionProcesses(leader)) signal(pid, name);
    if (await ended(leader, waitMs)) return true;
  }
  return false;
};

const ended = async (leader: number, waitMs: number): Promise<boolean> => {
  const latest = performance.now() + waitMs;
  // A look reads all of /proc: ever seldomer, so that many terminals can end at once.
  for (let waitNextMs = firstLookMs; ; waitNextMs *= 2) {
    if ((await sessionProcesses(leader)).length === 0) return true;
    const leftMs = latest - performance.now();
    if (leftMs <= 0) return false;
    await delay(Math.min(waitNextMs, leftMs));
  }
};

/** Signals a process that may be gone, or that may be root's (sudo), which ends when its terminal hangs up. */
const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) {
      throw error;
    }
  }
};
