import type { Terminal } from './terminal.ts';
import { createStyle } from './render/style.ts';
import { clip } from './render/width.ts';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 80;
/** What ends sooner needs no progress. */
const patienceMs = 400;
const clearLine = '\r\u001b[K';

/** A line on stderr that moves while something takes long; nothing at all where stderr is no terminal. */
export interface Spinner {
  readonly say: (text: string) => void;
  /** Takes the line away until it moves again, so that something can be printed in its place. */
  readonly pause: () => void;
  /** Takes the line away. */
  readonly stop: () => void;
}

export const startSpinner = (terminal: Terminal, text: string): Spinner => {
  if (!terminal.animated) return { say: nothing, pause: nothing, stop: nothing };
  const style = createStyle(terminal.noteColour);
  let said = text;
  let drawn = 0;
  const draw = (): void => {
    // A line that wraps could not be taken away again.
    const fits = clip(said, (terminal.columns ?? 80) - 3);
    terminal.note(`${clearLine}${style.cyan(frames[drawn % frames.length] ?? '')} ${fits}`);
    drawn += 1;
  };
  let ticking: NodeJS.Timeout | undefined;
  const waiting = setTimeout(() => {
    draw();
    ticking = setInterval(draw, frameMs);
  }, patienceMs);
  const pause = (): void => {
    if (drawn > 0) terminal.note(clearLine);
  };
  return {
    say: (next) => {
      said = next;
    },
    pause,
    stop: () => {
      clearTimeout(waiting);
      clearInterval(ticking);
      pause();
      drawn = 0;
    },
  };
};

const nothing = (): void => undefined;
