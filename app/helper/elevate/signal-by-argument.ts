import { readFileSync, readdirSync } from 'node:fs';

/**
 * Signals every process that has `argument` within its command line (/proc/PID/cmdline), save those of other users and
 * this one. For a program that was started for us without telling us its process id.
 */
export const signalByArgument = (argument: string, signal: 'SIGTERM' | 'SIGKILL'): void => {
  for (const pid of readdirSync('/proc').map(Number)) {
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(argument)) process.kill(pid, signal);
    } catch (error) {
      // ENOENT and ESRCH: it has ended meanwhile. EPERM: it is root's, and ends with its channel.
      if (!['ENOENT', 'ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
};
