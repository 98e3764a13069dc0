import { startOverStdio } from './stdio.ts';
import type { Way } from './way.ts';

/** Where the engine is root itself, the helper is its plain child. Builds are root's then too: the learner is root. */
export const root: Way = {
  name: 'root',
  patienceMs: 10_000,
  start: ({ nodePath, helperPath }) => {
    const uid = process.getuid?.();
    if (uid !== 0) return { unavailable: `the user id is ${uid ?? 'unknown'}, not 0` };
    return startOverStdio(nodePath, [helperPath], { PATH: process.env['PATH'], LC_ALL: 'C' });
  },
  judge: () => 'broken',
};
