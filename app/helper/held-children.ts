import type { ChildProcess } from 'node:child_process';
import { startOf } from './process-start.ts';
import { endChild } from './tool.ts';

/** A process as the state file knows it: the start time tells it from a later one with the same id. */
export interface ChildRecord {
  readonly pid: number;
  /** Clock ticks since boot, proc(5) stat field 22. */
  readonly start: number;
}

/** The long-running tools of a lab. They end with it, and their record lets the next helper end them if it is killed. */
export interface HeldChildren {
  readonly add: (child: ChildProcess) => void;
  readonly endAll: () => Promise<void>;
}

export const createHeldChildren = (write: (records: readonly ChildRecord[]) => void): HeldChildren => {
  const held = new Map<ChildProcess, ChildRecord>();
  const record = () => {
    write([...held.values()]);
  };
  return {
    add: (child) => {
      const start = child.pid === undefined ? undefined : startOf(child.pid);
      if (child.pid === undefined || start === undefined) return;
      held.set(child, { pid: child.pid, start });
      record();
      child.once('exit', () => {
        if (held.delete(child)) record();
      });
    },
    endAll: async () => {
      await Promise.all([...held.keys()].map(endChild));
    },
  };
};
