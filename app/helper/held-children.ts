import type { ChildProcess } from 'node:child_process';
import { endChild } from './tool.ts';

/** The long-running tools of a lab: they end with it. */
export interface HeldChildren {
  readonly add: (child: ChildProcess) => void;
  readonly endAll: () => Promise<void>;
}

export const createHeldChildren = (): HeldChildren => {
  const held = new Set<ChildProcess>();
  return {
    add: (child) => {
      held.add(child);
      child.once('exit', () => held.delete(child));
    },
    endAll: async () => {
      await Promise.all([...held].map(endChild));
    },
  };
};
