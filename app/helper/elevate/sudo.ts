import { findProgram, startOverStdio } from './stdio.ts';
import type { Way } from './way.ts';

/**
 * sudo without a question: by a NOPASSWD rule, or by the ticket of a recent `sudo` on the same terminal. `-n` makes it
 * fail at once instead of prompting, so a failure was nobody's refusal.
 */
export const sudo: Way = {
  name: 'sudo',
  patienceMs: 10_000,
  start: ({ command }) => {
    const program = findProgram('sudo');
    if (program === undefined) return { unavailable: 'sudo is not installed' };
    return startOverStdio(program, ['-n', '--', ...command], { ...process.env, LC_ALL: 'C' });
  },
  // The exit code is 1 for both, so only the words tell sudo's own failure from the helper's.
  judge: ({ said }) =>
    /^sudo: |may not run sudo|not allowed to (run|execute)/m.test(said) ? 'unavailable' : 'broken',
};
