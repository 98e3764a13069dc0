import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, labFailure, succeed, type Emit, type LabFailure, type Outcome } from '../contract/index.ts';
import { mountBpffs, unmountAllIn } from './bpffs.ts';
import { createCallsUnderWay, type CallsUnderWay } from './calls-under-way.ts';
import type { HelperContract } from './contract/index.ts';
import { missingPart } from './environment/presence.ts';
import { readEnvironmentRecord, type EnvironmentRecord } from './environment-record.ts';
import { createHeldChildren, type HeldChildren } from './held-children.ts';
import { createHeldEnvironments, isKept, type HeldEnvironments } from './held-environments.ts';
import { keepOnce } from './kept-once.ts';
import { labId } from './lab-id.ts';
import { lockWithin } from './lock.ts';
import { openStateFolder, type StateFolder } from './state-folder.ts';
import { endRunningTools } from './tool.ts';
import { mountTracefs, removeTraceInstancesOf } from './trace-instance.ts';
import { createKnownPrograms, type KnownPrograms } from './tracing/known-programs.ts';
import { createTurnsByName } from './turns-by-name.ts';

/** Everything one helper made and holds, from its start to its end. */
export interface Lab {
  /** /run/xdp-lab/<id>, 0700; goes with the lab. */
  readonly folder: string;
  readonly state: StateFolder;
  readonly environments: HeldEnvironments;
  /** This lab's own bpffs, mounted on first use. */
  readonly bpffs: () => Promise<Outcome<string>>;
  /** This lab's own mount of tracefs, on first use. */
  readonly tracefs: () => Promise<Outcome<string>>;
  /** The programs that this lab has attached. */
  readonly programs: KnownPrograms;
  /**
   * An environment to change: one that this lab holds, or a kept one, which it then takes. Fails with `env-missing`,
   * `env-busy`, or `interface-missing` where it was removed from outside.
   */
  readonly environment: (name: string) => Promise<Outcome<EnvironmentRecord>>;
  /** An environment to look at or to send through, whoever holds it. Fails with `env-missing` or `interface-missing`. */
  readonly seenEnvironment: (name: string) => Outcome<EnvironmentRecord>;
  /** A handler whose calls end with the lab, before what they use is removed. */
  readonly counted: CallsUnderWay['counted'];
  /** Runs jobs that change the environment of one name one after another. */
  readonly inTurn: <T>(name: string, job: () => Promise<T>) => Promise<T>;
  readonly emit: Emit<HelperContract>;
  /** Hears the lab's events until the function it returns is called. */
  readonly subscribe: (emit: Emit<HelperContract>) => () => void;
  /** Long-running tools that end with the lab. */
  readonly heldChildren: HeldChildren;
  /** Ends what is under way and removes everything this lab made. Throws if something could not be removed. */
  readonly dispose: () => Promise<void>;
}

/** How long a sweeper can hold the lock of a lab that has just begun: it finds nothing there to remove. */
const sweeperMs = 1000;

/** How long calls may take to hear that the lab ends. A verification cannot be stopped, and leaves nothing behind. */
const lastCallsMs = 3000;

const missing = (name: string): { ok: false; failure: LabFailure } =>
  fail(labFailure('env-missing', { thing: name }));

const whole = (record: EnvironmentRecord): Outcome<EnvironmentRecord> => {
  const part = missingPart(record);
  return part === undefined ? succeed(record) : fail(labFailure('interface-missing', { thing: part }));
};

/** Opens a lab under a state folder: the machine's, or a test's own. */
export const createLab = async (statePath?: string): Promise<Lab> => {
  const state = openStateFolder(statePath);
  const folder = state.labFolder(labId);
  // A helper that sweeps may come between the making of the file and the lock on it.
  const { lock } = await lockWithin(state.labLock(labId), sweeperMs);
  if (!lock) throw new Error(`${labId} is open already.`);
  mkdirSync(folder, { mode: 0o700 });

  const listeners = new Set<Emit<HelperContract>>();
  const calls = createCallsUnderWay();
  const turns = createTurnsByName();
  const environments = createHeldEnvironments(state);
  const heldChildren = createHeldChildren();

  const bpffs = keepOnce(() => mountBpffs(join(folder, 'bpffs')));
  const tracefs = keepOnce(() => mountTracefs(folder));

  const seenEnvironment = (name: string) => {
    const found = readEnvironmentRecord(state, name);
    return found ? whole(found) : missing(name);
  };

  const removeAll = async (): Promise<void> => {
    await Promise.all([calls.close(lastCallsMs), turns.close(), endRunningTools(), heldChildren.endAll()]);
    await Promise.all([bpffs.settled(), tracefs.settled()]);
    await environments.releaseAll();
    for (const remove of [removeTraceInstancesOf, unmountAllIn]) {
      const removed = await remove(folder);
      if (!removed.ok) throw new Error(`${removed.failure.message.en} ${removed.failure.detail}`);
    }
    rmSync(folder, { recursive: true, force: true });
    lock.release();
  };
  let disposal: Promise<void> | undefined;

  return {
    folder,
    state,
    environments,
    bpffs: bpffs.get,
    tracefs: tracefs.get,
    programs: createKnownPrograms(),
    seenEnvironment,
    environment: async (name) => {
      if (!environments.holds(name)) {
        if (!readEnvironmentRecord(state, name)) return missing(name);
        const taken = await environments.take(name);
        if (!taken.ok) return taken;
        // Not held and not kept: a dead lab's, which is only there to be swept.
        const record = readEnvironmentRecord(state, name);
        if (!record || !isKept(record)) {
          environments.letGo(name);
          return missing(name);
        }
      }
      return seenEnvironment(name);
    },
    counted: calls.counted,
    inTurn: turns.run,
    emit: (event, value) => {
      for (const listener of listeners) listener(event, value);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    heldChildren,
    dispose: () => (disposal ??= removeAll()),
  };
};
