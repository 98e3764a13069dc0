import type { ChildProcess } from 'node:child_process';
import { endChild } from './tool.ts';

/** The long-running tools of a lab: they end with it. */
export interface HeldChildren {
  /** One that was started while the others were being ended is ended at once. */
  readonly add: (child: ChildProcess) => void;
  readonly endAll: () => Promise<void>;
}

export const createHeldChildren = (): HeldChildren => {
  const held = new Set<ChildProcess>();
  let ended = false;
  return {
    add: (child) => {
      held.add(child);
      child.once('exit', () => held.delete(child));
      if (ended) void endChild(child);
    },
    endAll: async () => {
      ended = true;
      await Promise.all([...held].map(endChild));
    },
  };
};
