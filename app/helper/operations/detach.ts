import { succeed, type Handlers, type Loader, type Outcome, type RanCommand } from '../../contract/index.ts';
import type { HelperContract } from '../contract/contract.ts';
import { innerInterface } from '../environment/addresses.ts';
import type { Lab } from '../lab.ts';
import { removeMapPins } from './map-pins.ts';
import { attachedMode, type XdpTarget } from './read-attached.ts';
import { takeOff } from './take-off.ts';

const detachFrom = async (
  lab: Lab,
  target: XdpTarget,
  loader: Loader,
): Promise<Outcome<{ detached: boolean; commands: RanCommand[] }>> => {
  const mode = await attachedMode(target);
  if (!mode.ok) return mode;
  const off = mode.value ? await takeOff(target, mode.value, loader) : succeed([]);
  if (!off.ok) return off;
  await removeMapPins(lab, target.interface);
  return succeed({ detached: mode.value !== null, commands: off.value });
};

/** Takes the program off the outer end, and with it what attachPeer put on the inner one. */
export const detach =
  (lab: Lab): Handlers<HelperContract>['program.detach'] =>
  ({ environment, loader }) =>
    lab.inTurn(environment, async () => {
      const record = await lab.environment(environment);
      if (!record.ok) return record;
      const outer = await detachFrom(lab, { interface: environment }, loader);
      if (!outer.ok) return outer;
      const peer = { interface: innerInterface, namespace: environment };
      const inner = record.value.attached.includes('inner')
        ? await detachFrom(lab, peer, 'iproute2')
        : succeed({ detached: false, commands: [] });
      if (!inner.ok) return inner;
      for (const end of ['outer', 'inner'] as const) lab.environments.noteDetached(environment, end);
      return succeed({
        detached: outer.value.detached,
        commands: [...outer.value.commands, ...inner.value.commands],
      });
    });
