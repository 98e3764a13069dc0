import { succeed, type Handlers } from '../../contract/index.ts';
import type { HelperContract } from '../contract/index.ts';
import { removeEnvironment } from '../environment/remove.ts';
import { createToolSteps } from '../environment/tool-steps.ts';
import { readEnvironmentRecord } from '../environment-record.ts';
import type { Lab } from '../lab.ts';
import { sweepLabs } from '../sweep.ts';
import { removeMapPins } from './map-pins.ts';

/** Removes an environment of the lab's: this one's, a kept one, or one that a dead lab left. */
export const environmentDown =
  (lab: Lab): Handlers<HelperContract>['env.down'] =>
  ({ name }) =>
    lab.inTurn(name, async () => {
      if (!readEnvironmentRecord(lab.state, name)) return succeed({ removed: false, commands: [] });
      const heldBefore = lab.environments.holds(name);
      const taken = await lab.environments.take(name);
      if (!taken.ok) return taken;
      if (!heldBefore) await sweepLabs(lab.state);
      const record = readEnvironmentRecord(lab.state, name);
      const steps = createToolSteps();
      const removed = record ? await removeEnvironment(lab.state, record, steps) : succeed(undefined);
      if (!removed.ok) return removed;
      await removeMapPins(lab, name);
      lab.environments.letGo(name);
      return succeed({ removed: record !== undefined, commands: steps.commands });
    });
