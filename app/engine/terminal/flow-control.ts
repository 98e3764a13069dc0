/** Above this many characters that nobody has drawn yet, a terminal's output pauses. */
export const pauseAbove = 100_000;
/** Below this many it goes on. Far apart, so that a long output does not stop and go with every acknowledgement. */
export const resumeBelow = 5_000;

/** Pauses a source whose reader lags behind, and counts by how much. */
export interface FlowControl {
  readonly sent: (characters: number) => void;
  /** What was drawn. More than was sent counts as all of it: with several pages open, each of them acknowledges. */
  readonly acknowledged: (characters: number) => void;
  /** As if all had been drawn. */
  readonly caughtUp: () => void;
}

/** Counts a source's characters against their acknowledgements. */
export const createFlowControl = (source: { pause: () => void; resume: () => void }): FlowControl => {
  let unacknowledged = 0;
  let paused = false;
  const settle = (): void => {
    if (!paused && unacknowledged > pauseAbove) {
      paused = true;
      source.pause();
    } else if (paused && unacknowledged < resumeBelow) {
      paused = false;
      source.resume();
    }
  };
  return {
    sent: (characters) => {
      unacknowledged += characters;
      settle();
    },
    acknowledged: (characters) => {
      unacknowledged = Math.max(0, unacknowledged - characters);
      settle();
    },
    caughtUp: () => {
      unacknowledged = 0;
      settle();
    },
  };
};
