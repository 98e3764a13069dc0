import { judgePkexec } from './polkit.ts';
import { findProgram, startOverStdio } from './stdio.ts';
import type { Way } from './way.ts';

/**
 * polkit asks by the desktop's dialog; pkexec then becomes the helper, with its stdio. Its own agent, which asks on the
 * terminal, is off: polkit 122 takes a password there and then fails with "No session for cookie". Who has only a
 * terminal is better served by `sudo -v`.
 */
export const pkexec: Way = {
  name: 'pkexec',
  patienceMs: 120_000,
  start: ({ command }) => {
    const program = findProgram('pkexec');
    if (program === undefined) return { unavailable: 'pkexec is not installed' };
    // pkexec refuses to run where SHELL is not in /etc/shells, and clears the environment itself.
    return startOverStdio(program, ['--disable-internal-agent', ...command], {
      ...process.env,
      SHELL: undefined,
      LC_ALL: 'C',
    });
  },
  judge: judgePkexec,
};
