import { judgePkexec } from './polkit.ts';
import { isPlainPath, openRendezvous } from './rendezvous.ts';
import { signalByArgument } from './signal-by-argument.ts';
import { findProgram } from './stdio.ts';
import type { Ending, Way } from './way.ts';

/** What a shell expands between double quotes, where sudo-prompt puts the working directory. */
const expanded = /["$`\\\n]/;

/**
 * The `sudo-prompt` package asks through kdesudo or pkexec. It gives no pipe to what it started, so the helper connects
 * back; its command is a text through two shells, so nothing but plain paths goes into it.
 */
export const sudoPrompt: Way = {
  name: 'sudo-prompt',
  patienceMs: 120_000,
  start: ({ command, label }) => {
    if (findProgram('pkexec') === undefined && findProgram('kdesudo') === undefined) {
      return { unavailable: 'neither pkexec nor kdesudo is installed' };
    }
    if (expanded.test(process.cwd()))
      return { unavailable: `a shell would change the path ${process.cwd()}` };
    const odd = command.find((path) => !isPlainPath(path));
    if (odd !== undefined) return { unavailable: `a shell would not take the path ${odd} as it is` };
    const rendezvous = openRendezvous();
    if (!rendezvous) return { unavailable: 'there is no folder to make a socket in' };
    const { socketPath, channel, remove } = rendezvous;
    const run = async (): Promise<Ending> => {
      const { exec } = await import('sudo-prompt');
      return new Promise((resolve) => {
        exec(`${command.join(' ')} --connect ${socketPath}`, { name: label }, (error, _stdout, stderr) => {
          const exitCode = error ? ((error as Error & { code?: number }).code ?? null) : 0;
          resolve({ exitCode, said: (stderr?.toString() || error?.message || '').trim() });
        });
      });
    };
    return {
      channel,
      // The folder stays until the command is over, so that nobody else can take its name while a dialog is still open.
      ended: run().finally(remove),
      signal: (signal) => {
        signalByArgument(socketPath, signal);
      },
    };
  },
  // Without an exit code nothing was run: sudo-prompt itself found no program to ask with.
  judge: (ending) => (ending.exitCode === null ? 'unavailable' : judgePkexec(ending)),
};
