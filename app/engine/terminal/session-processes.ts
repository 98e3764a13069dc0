import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** How long processes may take to end by themselves after SIGHUP. */
const graceMs = 500;
/** How long to wait for the kernel to take away what SIGKILL ended; one that hangs in a system call may stay longer. */
const lastWaitMs = 500;
const firstLookMs = 5;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly session: number;
}

/** The living processes of the machine; zombies are not among them. */
const processes = async (): Promise<Process[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      // A process may end while it is looked at; then its file is gone.
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      // The name in parentheses may hold anything; what follows it is: state ppid pgrp session (proc_pid_stat(5)).
      const [state, parent, , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (!session || state === 'Z' || state === 'X') return undefined;
      return { pid: Number(pid), parent: Number(parent), session: Number(session) };
    }),
  );
  return found.filter((one) => one !== undefined);
};

/** The living processes of these sessions (setsid(2)), each given by its leader's process id. */
export const sessionProcesses = async (...leaders: readonly number[]): Promise<number[]> =>
  (await processes()).filter(({ session }) => leaders.includes(session)).map(({ pid }) => pid);

/** The sessions of a process and of all that descend from it: sudo runs its command in one of its own (use_pty). */
export const sessionsBelow = async (ancestor: number): Promise<number[]> => {
  const all = await processes();
  const family = new Set([ancestor]);
  const sessions = new Set([ancestor]);
  // Sets hand out what is added while they are walked through.
  for (const parent of family) {
    for (const child of all) {
      if (child.parent !== parent) continue;
      family.add(child.pid);
      sessions.add(child.session);
    }
  }
  return [...sessions];
};

/**
 * Ends every process of these sessions: SIGHUP, as when a terminal is closed, and SIGKILL for those that stay. False where
 * some stay even so: root's, that do not end with their terminal.
 */
export const endSessions = async (leaders: readonly number[]): Promise<boolean> => {
  // Shells with job control give each job a process group of its own: only the session holds them all.
  for (const [name, waitMs] of [
    ['SIGHUP', graceMs],
    ['SIGKILL', lastWaitMs],
  ] as const) {
    for (const pid of await sessionProcesses(...leaders)) signal(pid, name);
    if (await ended(leaders, waitMs)) return true;
  }
  return false;
};

const ended = async (leaders: readonly number[], waitMs: number): Promise<boolean> => {
  const latest = performance.now() + waitMs;
  // A look reads all of /proc: ever seldomer, so that many terminals can end at once.
  for (let waitNextMs = firstLookMs; ; waitNextMs *= 2) {
    if ((await sessionProcesses(...leaders)).length === 0) return true;
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
