import type { IPty } from '@lydell/node-pty';
import { fail, labFailure, succeed, type Outcome, type TerminalSize } from '../../contract/index.ts';
import type { Launch } from './launch.ts';

/** node-pty's object can hang up: it closes the terminal's own end. Its type does not say so. */
export interface Pty extends IPty {
  readonly destroy: () => void;
}

/** Starts a program on a pseudoterminal of its own, as the leader of a new session. Text arrives as whole characters. */
export const spawnPty = async (launch: Launch, size: TerminalSize): Promise<Outcome<Pty>> => {
  try {
    // Loaded when first needed: it is a binary, which most calls of the command line can do without.
    const { spawn } = await import('@lydell/node-pty');
    const pty = spawn(launch.file, launch.args, {
      name: 'xterm-256color',
      cols: size.columns,
      rows: size.rows,
      cwd: launch.folder,
      env: launch.environment,
    });
    if (!canHangUp(pty)) throw new Error('node-pty has changed: its terminals cannot be destroyed');
    return succeed(pty);
  } catch (error) {
    if (
      !(error instanceof Error) ||
      !/^(forkpty|The @lydell\/node-pty package|Cannot find)/.test(error.message)
    )
      throw error;
    return fail(
      labFailure('unsupported', {
        thing: 'a pseudoterminal',
        detail: error.message,
        message: {
          en: 'No pseudoterminal can be opened on this machine.',
          ja: 'このマシンでは疑似端末を開けません。',
        },
      }),
    );
  }
};

const canHangUp = (pty: IPty): pty is Pty => 'destroy' in pty && typeof pty.destroy === 'function';
