import {
  fail,
  labFailure,
  succeed,
  type Environment,
  type EnvironmentRequest,
  type Handlers,
  type Outcome,
} from '../../contract/index.ts';
import type { HelperContract } from '../contract/index.ts';
import { orDiskFull } from '../disk-full.ts';
import { describeEnvironment } from '../environment/describe.ts';
import { makeEnvironment, planRecord } from '../environment/make.ts';
import { missingPart } from '../environment/presence.ts';
import { removeEnvironment } from '../environment/remove.ts';
import { ipv6IsOn, nameFits, nameIsFree, numberIsFree } from '../environment/room.ts';
import { createToolSteps, type ToolSteps } from '../environment/tool-steps.ts';
import { vlanKindHere } from '../environment/vlan.ts';
import {
  readEnvironmentRecord,
  writeEnvironmentRecord,
  type EnvironmentRecord,
} from '../environment-record.ts';
import { isKept } from '../held-environments.ts';
import type { Lab } from '../lab.ts';
import { readLinks } from '../links.ts';
import { lockWithin } from '../lock.ts';
import { sweepLabs } from '../sweep.ts';

/** How long another environment of the same number may take to come up before this one says `busy`. */
const otherUpMs = 2000;

const isAsAsked = (record: EnvironmentRecord, asked: EnvironmentRequest): boolean =>
  record.number === asked.number &&
  (record.vlan !== 'none') === asked.vlan &&
  record.legacyIp === asked.legacyIp &&
  missingPart(record) === undefined;

const make = async (
  lab: Lab,
  { name, number, vlan, legacyIp }: EnvironmentRequest,
  keep: boolean,
  steps: ToolSteps,
): Promise<Outcome<Environment>> => {
  const [seen, kind] = await Promise.all([readLinks(), vlan ? vlanKindHere() : succeed('none' as const)]);
  if (!seen.ok) return seen;
  if (!kind.ok) return kind;
  const { links } = seen.value;
  const planned = planRecord({ name, number, vlan: kind.value, legacyIp, keep });
  for (const check of [nameIsFree(name, links), numberIsFree(planned, links)]) if (!check.ok) return check;

  writeEnvironmentRecord(lab.state, planned);
  const made = await makeEnvironment(lab, planned, steps);
  if (made.ok) return succeed(describeEnvironment(made.value, [], process.pid));
  // What cannot be removed now stays on record, for the lab's end or the next sweep.
  const record = readEnvironmentRecord(lab.state, name);
  if (record) await removeEnvironment(lab.state, record, createToolSteps());
  return made;
};

/** Answers the environment that is there already; `keep` can be added to it but not taken away: only env.down ends a kept one. */
const answerAsItIs = async (lab: Lab, record: EnvironmentRecord): Promise<Outcome<Environment>> => {
  const seen = await readLinks();
  if (!seen.ok) return seen;
  writeEnvironmentRecord(lab.state, record);
  return succeed(describeEnvironment(record, seen.value.links, process.pid));
};

const upWhileHeld = async (
  lab: Lab,
  asked: EnvironmentRequest,
  heldBefore: boolean,
  steps: ToolSteps,
): Promise<Outcome<Environment>> => {
  const found = readEnvironmentRecord(lab.state, asked.name);
  const isOurs = found !== undefined && (heldBefore || isKept(found));
  const keep = asked.keep || (isOurs && isKept(found));
  if (isOurs && isAsAsked(found, asked)) return answerAsItIs(lab, { ...found, keep });
  if (found) {
    if (!isOurs) await sweepLabs(lab.state);
    const removed = await removeEnvironment(lab.state, found, steps);
    if (!removed.ok) return removed;
  }
  const { lock } = await lockWithin(lab.state.numberLock(asked.number), otherUpMs);
  if (!lock) return fail(labFailure('busy', { thing: `--number ${asked.number}` }));
  try {
    return await make(lab, asked, keep, steps);
  } finally {
    lock.release();
  }
};

/**
 * Brings an environment up, or answers the one that is there with the same options; one with other options is built
 * anew. Fails with `bad-input`, `ipv6-disabled`, `env-busy`, `env-exists` or `number-in-use` before anything is made.
 */
export const environmentUp =
  (lab: Lab): Handlers<HelperContract>['env.up'] =>
  (asked) =>
    lab.inTurn(asked.name, async () => {
      for (const check of [nameFits(asked.name, asked.vlan), ipv6IsOn()]) if (!check.ok) return check;
      const heldBefore = lab.environments.holds(asked.name);
      const steps = createToolSteps();
      const up = await orDiskFull(lab.state.path, async () => {
        const taken = await lab.environments.take(asked.name);
        return taken.ok ? upWhileHeld(lab, asked, heldBefore, steps) : taken;
      });
      if (up.ok) return succeed({ environment: up.value, commands: steps.commands });
      // Without a record there is nothing to hold.
      if (!readEnvironmentRecord(lab.state, asked.name)) lab.environments.letGo(asked.name);
      return up;
    });
