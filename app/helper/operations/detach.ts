import { rm } from 'node:fs/promises';
import { succeed, type Handlers, type Loader, type Outcome, type RanCommand } from '../../contract/index.ts';
import type { HelperContract } from '../contract/contract.ts';
import { innerInterface } from '../environment/addresses.ts';
import type { Lab } from '../lab.ts';
import { mapPinsOf } from './attach-program.ts';
import { readAttached, type XdpTarget } from './read-attached.ts';
import { takeOff } from './take-off.ts';

const detachFrom = async (
  lab: Lab,
  target: XdpTarget,
  loader: Loader,
): Promise<Outcome<{ detached: boolean; commands: RanCommand[] }>> => {
  const before = await readAttached(target);
  if (!before.ok) return before;
  const { attached } = before.value;
  const off = attached ? await takeOff(target, attached.mode, loader) : succeed([]);
  if (!off.ok) return off;
  const pins = await mapPinsOf(lab, target.interface);
  if (!pins.ok) return pins;
  await rm(pins.value, { recursive: true, force: true });
  return succeed({ detached: attached !== null, commands: off.value });
};

/** Takes the program off the outer end, and with it what attachPeer put on the inner one. */
export const detach =
  (lab: Lab): Handlers<HelperContract>['program.detach'] =>
  async ({ environment, loader }) => {
    const record = lab.environment(environment);
    if (!record.ok) return record;
    return lab.inTurn(environment, async () => {
      const outer = await detachFrom(lab, { interface: environment }, loader);
      if (!outer.ok) return outer;
      const inner = await detachFrom(lab, { interface: innerInterface, namespace: environment }, 'iproute2');
      if (!inner.ok) return inner;
      for (const end of ['outer', 'inner'] as const) lab.environments.noteDetached(environment, end);
      return succeed({
        detached: outer.value.detached,
        commands: [...outer.value.commands, ...inner.value.commands],
      });
    });
  };
