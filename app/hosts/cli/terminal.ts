import type { WriteStream } from 'node:tty';

/** Where a command writes: results to `write`, everything else to `note`. */
export interface Terminal {
  readonly write: (text: string) => void;
  readonly note: (text: string) => void;
  /** Colour on stdout, and on stderr. */
  readonly colour: boolean;
  readonly noteColour: boolean;
  /** Columns of the terminal, or undefined where stdout is none: then nothing is wrapped. */
  readonly columns: number | undefined;
  /** True where a line on stderr may be rewritten. */
  readonly animated: boolean;
}

interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly environment: NodeJS.ProcessEnv;
  /** Called once when the reader of stdout has gone (`| head`). */
  readonly onClosed: () => void;
  /** Called once when stdout takes nothing more for another reason, such as a full disk. */
  readonly onUnwritable: (reason: string) => void;
}

/** The terminal of a process. Colour follows no-color.org: any non-empty NO_COLOR switches it off. */
export const processTerminal = ({
  stdout,
  stderr,
  environment,
  onClosed,
  onUnwritable,
}: Streams): Terminal => {
  const plain = Boolean(environment.NO_COLOR) || environment.TERM === 'dumb';
  let closed = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (closed) return;
    closed = true;
    if (error.code === 'EPIPE') onClosed();
    else onUnwritable(error.message);
  });
  // Nobody is left to tell that stderr has gone.
  stderr.on('error', () => undefined);
  return {
    write: (text) => {
      if (!closed) stdout.write(text);
    },
    note: (text) => {
      stderr.write(text);
    },
    colour: isTerminal(stdout) && !plain,
    noteColour: isTerminal(stderr) && !plain,
    columns: isTerminal(stdout) ? stdout.columns : undefined,
    animated: isTerminal(stderr) && environment.TERM !== 'dumb',
  };
};

const isTerminal = (stream: NodeJS.WriteStream): stream is WriteStream & NodeJS.WriteStream => stream.isTTY;
