import type { Handlers } from '../../contract/index.ts';
import type { HelperContract } from '../contract/contract.ts';
import { innerInterface } from '../environment/addresses.ts';
import type { Lab } from '../lab.ts';
import { attachProgram } from './attach-program.ts';

/** Attaches a program to the outer end, where XDP sees what is sent from inside. */
export const attach =
  (lab: Lab): Handlers<HelperContract>['program.attach'] =>
  ({ environment, object, program, mode, loader, keep, tapped }) =>
    lab.inTurn(environment, async () => {
      const record = await lab.environment(environment);
      if (!record.ok) return record;
      if (keep) lab.environments.noteDetached(environment, 'outer');
      else lab.environments.noteAttached(environment, 'outer');
      const target = { interface: environment };
      return attachProgram(lab, { target, object, program, mode, loader, tapped });
    });

/** veth drops what XDP_TX sends back unless the other end runs XDP in native mode, too (drivers/net/veth.c). */
export const attachPeer =
  (lab: Lab): Handlers<HelperContract>['program.attachPeer'] =>
  ({ environment, object, program }) =>
    lab.inTurn(environment, async () => {
      const record = await lab.environment(environment);
      if (!record.ok) return record;
      lab.environments.noteAttached(environment, 'inner');
      const target = { interface: innerInterface, namespace: environment };
      return attachProgram(lab, { target, object, program, mode: 'native', loader: 'iproute2' });
    });
