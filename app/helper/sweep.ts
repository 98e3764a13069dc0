import { rmSync } from 'node:fs';
import { labFailure, type LabFailure } from '../contract/index.ts';
import { unmountAllIn } from './bpffs.ts';
import { isKept, leaveEnvironment } from './held-environments.ts';
import { readEnvironmentRecord, type EnvironmentRecord } from './environment-record.ts';
import { lockWithin, tryLock } from './lock.ts';
import { endToolsOf } from './orphans.ts';
import type { StateFolder } from './state-folder.ts';
import { removeTraceInstancesOf } from './trace-instance.ts';

/** How long a helper waits for another that is sweeping; longer than any sweep. */
const otherSweepMs = 5000;

/** What cannot be swept, for whatever reason, is reported; the helper has the rest to sweep, and then its work to do. */
const orFailure = async (thing: string, job: () => Promise<LabFailure[]>): Promise<LabFailure[]> => {
  try {
    return await job();
  } catch (error) {
    return [labFailure('tool-failed', { thing: `Sweeping ${thing}`, detail: String(error) })];
  }
};

const sweepLab = async (state: StateFolder, id: string): Promise<LabFailure[]> => {
  const { lock } = tryLock(state.labLock(id));
  if (!lock) return [];
  try {
    const stuck = await endToolsOf(id);
    if (stuck.length > 0) return [labFailure('busy', { thing: `process ${stuck.join(', ')} (${id})` })];
    const folder = state.labFolder(id);
    const untraced = await removeTraceInstancesOf(folder);
    if (!untraced.ok) return [untraced.failure];
    const unmounted = await unmountAllIn(folder);
    if (!unmounted.ok) return [unmounted.failure];
    rmSync(folder, { recursive: true, force: true });
    return [];
  } finally {
    lock.release();
  }
};

/** Ends the tools of dead labs and removes their folders. Whoever touches what a dead lab made does this first. */
export const sweepLabs = async (state: StateFolder): Promise<LabFailure[]> =>
  (await Promise.all(state.labIds().map((id) => orFailure(id, () => sweepLab(state, id))))).flat();

const nothingToDo = (record: EnvironmentRecord | undefined): boolean =>
  record !== undefined && isKept(record) && record.attached.length === 0;

const sweepEnvironment = async (state: StateFolder, name: string): Promise<LabFailure[]> => {
  if (nothingToDo(readEnvironmentRecord(state, name))) return [];
  const { lock } = tryLock(state.environmentLock(name));
  if (!lock) return [];
  try {
    // Read again under the lock: its owner may have ended in good order meanwhile.
    const record = readEnvironmentRecord(state, name);
    if (!record || nothingToDo(record)) return [];
    const left = await leaveEnvironment(state, record);
    return left.ok ? [] : [left.failure];
  } finally {
    lock.release();
  }
};

/**
 * Removes what labs that have died left behind: only what their state files name, and only where no living lab holds it.
 * Kept environments stay, without the programs of the dead. Answers what could not be removed, and why.
 */
export const sweep = async (state: StateFolder): Promise<LabFailure[]> => {
  const { lock: turn } = await lockWithin(state.sweepLock, otherSweepMs);
  try {
    const labs = await sweepLabs(state);
    const environments = await Promise.all(
      state.environmentNames().map((name) => orFailure(name, () => sweepEnvironment(state, name))),
    );
    // Whoever died between taking a lock and writing down what for left only that file.
    for (const path of state.locks()) tryLock(path).lock?.release();
    return [...labs, ...environments.flat()];
  } finally {
    turn?.release();
  }
};
