import type { TerminalProfile, TerminalSize, TerminalState } from '../../contract/index.ts';
import { createFlowControl } from './flow-control.ts';
import { createOutputBatch } from './output-batch.ts';
import type { Pty } from './pty.ts';
import { createRecentOutput } from './recent-output.ts';
import { endSessions, sessionsBelow } from './session-processes.ts';

/** A program on its pseudoterminal. What is asked of it after its end does nothing. */
export interface Terminal {
  readonly write: (text: string) => void;
  readonly resize: (size: TerminalSize) => void;
  readonly acknowledge: (characters: number) => void;
  /** Its state for a page that connects anew: counts all output so far as drawn, since nobody else may acknowledge it. */
  readonly state: () => TerminalState;
  readonly running: () => boolean;
  /** Hangs up, and resolves when nothing that it started is left that the learner may end. */
  readonly close: () => Promise<void>;
}

interface Options {
  readonly id: string;
  readonly profile: TerminalProfile;
  readonly size: TerminalSize;
  readonly onOutput: (text: string) => void;
  /** `exitCode` is null where a signal ended the program. Called once, after all output. */
  readonly onExit: (exitCode: number | null) => void;
}

/** Reads a pseudoterminal into batches that its readers acknowledge. */
export const createTerminal = (
  pty: Pty,
  { id, profile, size: firstSize, onOutput, onExit }: Options,
): Terminal => {
  let size = firstSize;
  let ended: TerminalState['ended'] = null;
  const leader = pty.pid;
  const recent = createRecentOutput();
  const batch = createOutputBatch(onOutput);
  const flow = createFlowControl({
    pause: () => {
      pty.pause();
      // Nothing more comes that the batch could wait for, and its reader's answer is what sets it going again.
      batch.flush();
    },
    resume: () => {
      pty.resume();
    },
  });

  pty.onData((text) => {
    recent.push(text);
    batch.push(text);
    flow.sent(text.length);
  });
  const exited = new Promise<void>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      batch.flush();
      ended = { exitCode: signal ? null : exitCode };
      onExit(ended.exitCode);
      resolve();
    });
  });
  // What a shell left in the background ends with it, so that nothing outlives its terminal unseen.
  const swept = exited.then(async () => {
    await endSessions([leader]);
  });

  return {
    write: (text) => {
      if (!ended) pty.write(text);
    },
    resize: (wanted) => {
      if (ended) return;
      size = wanted;
      pty.resize(size.columns, size.rows);
    },
    acknowledge: flow.acknowledged,
    state: () => {
      // What waits goes out first: `recent` is then exactly what has been sent, and later output follows it.
      batch.flush();
      flow.caughtUp();
      return { terminal: id, profile, size, recent: recent.text(), ended };
    },
    running: () => !ended,
    close: async () => {
      // Its process id may be somebody else's by now.
      if (ended) return swept;
      // Looked up before the hang-up, which takes away those through whom the others are found.
      const sessions = await sessionsBelow(leader);
      pty.destroy();
      if (await endSessions(sessions)) await swept;
    },
  };
};
