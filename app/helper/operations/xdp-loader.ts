import { setTimeout as wait } from 'node:timers/promises';
import { fail, labFailure, type Outcome } from '../../contract/index.ts';
import type { ToolRun } from '../tool.ts';
import { runInside } from './inside.ts';
import { createTurns } from './turns.ts';
import { removeStaleLock } from './xdp-loader-lock.ts';

/** It must never be killed, which would leave its lock; verifying the worst program takes it half of this. */
const limitMs = 60_000;
/** Another lab's xdp-loader takes 16 ms, a verification seconds. */
const patienceMs = 5000;
const pauseMs = 10;

const lockIsTaken = ({ exitCode, stdout, stderr }: ToolRun): boolean =>
  exitCode === 1 && /lock ?file|program lock/i.test(stdout + stderr);

const turns = createTurns();

interface Surroundings {
  /** Arguments for `nsenter`, where it must run in other namespaces. */
  readonly enter?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const untilUnlocked = async (
  args: readonly string[],
  { enter = [], environment }: Surroundings,
): Promise<Outcome<ToolRun>> => {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const options = { timeoutMs: limitMs, ...(environment && { environment }) };
    const run = await runInside(enter, 'xdp-loader', args, options);
    if (!run.ok || !lockIsTaken(run.value)) return run;
    if (performance.now() > giveUpAt) {
      return fail(labFailure('busy', { thing: 'xdp-loader', detail: run.value.stderr }));
    }
    if (!(await removeStaleLock())) await wait(pauseMs);
  }
};

/**
 * Runs xdp-loader, one at a time, waiting for those of other labs and clearing the lock of a dead one. Fails as
 * runTool does, and with `busy`.
 */
export const xdpLoader = (
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<Outcome<ToolRun>> => turns(() => untilUnlocked(args, surroundings));
