import { fail, labFailure, succeed, type Outcome } from '../contract/index.ts';
import { detachFromEnds } from './environment/detach.ts';
import { removeEnvironment } from './environment/remove.ts';
import { createToolSteps } from './environment/tool-steps.ts';
import {
  readEnvironmentRecord,
  writeEnvironmentRecord,
  type EnvironmentRecord,
} from './environment-record.ts';
import { lockHolder, lockWithin, type Lock } from './lock.ts';
import type { StateFolder } from './state-folder.ts';

export type End = EnvironmentRecord['attached'][number];

/** The environments one lab has a lock on. */
export interface HeldEnvironments {
  readonly holds: (name: string) => boolean;
  /** Takes the lock of a name, whether or not there is an environment yet. Fails with `env-busy`, naming who holds it. */
  readonly take: (name: string) => Promise<Outcome<void>>;
  readonly letGo: (name: string) => void;
  /** The process id of the living helper that holds it, or null. */
  readonly holderOf: (name: string) => number | null;
  /** Writes down, before it happens, that a program is to come off an end when this lab ends. */
  readonly noteAttached: (name: string, end: End) => void;
  readonly noteDetached: (name: string, end: End) => void;
  /** Removes those that are not kept, takes this lab's programs off the others, and lets go of all. */
  readonly releaseAll: () => Promise<void>;
}

/** Whoever only looks at a lock, or sweeps, lets go of it within microseconds; a lab that has it keeps it. */
const onlookerMs = 50;

const busy = (name: string, pid: number | null) =>
  fail(
    labFailure('env-busy', {
      thing: name,
      ...(pid !== null && {
        message: {
          en: `The environment ${name} is in use by another lab (process ${pid}).`,
          ja: `環境 ${name} は別のラボ(プロセス ${pid})が使っています。`,
        },
      }),
    }),
  );

/** Whether an environment outlives its lab. One that never came up whole does not. */
export const isKept = ({ keep, identity }: EnvironmentRecord): boolean => keep && identity !== null;

/** Leaves of an environment whose lab ends only what is to stay: all of a kept one, nothing of another. */
export const leaveEnvironment = async (
  state: StateFolder,
  record: EnvironmentRecord,
): Promise<Outcome<void>> => {
  const steps = createToolSteps();
  if (!isKept(record)) return removeEnvironment(state, record, steps);
  await detachFromEnds(record, steps);
  writeEnvironmentRecord(state, { ...record, attached: [] });
  return succeed(undefined);
};

export const createHeldEnvironments = (state: StateFolder): HeldEnvironments => {
  const held = new Map<string, Lock>();

  const letGo = (name: string) => {
    held.get(name)?.release();
    held.delete(name);
  };
  const change = (name: string, attachedOf: (attached: readonly End[]) => End[]) => {
    const record = readEnvironmentRecord(state, name);
    if (record) writeEnvironmentRecord(state, { ...record, attached: attachedOf(record.attached) });
  };
  const release = async (name: string): Promise<void> => {
    const record = readEnvironmentRecord(state, name);
    const left = record ? await leaveEnvironment(state, record) : succeed(undefined);
    letGo(name);
    if (!left.ok) throw new Error(`${left.failure.message.en} ${left.failure.detail}`);
  };

  return {
    holds: (name) => held.has(name),
    take: async (name) => {
      if (held.has(name)) return succeed(undefined);
      const attempt = await lockWithin(state.environmentLock(name), onlookerMs);
      if (!attempt.lock) return busy(name, attempt.heldBy);
      held.set(name, attempt.lock);
      return succeed(undefined);
    },
    letGo,
    holderOf: (name) => (held.has(name) ? process.pid : lockHolder(state.environmentLock(name))),
    noteAttached: (name, end) => {
      change(name, (attached) => [...new Set([...attached, end])]);
    },
    noteDetached: (name, end) => {
      change(name, (attached) => attached.filter((other) => other !== end));
    },
    releaseAll: async () => {
      const ends = await Promise.allSettled([...held.keys()].map(release));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    },
  };
};
