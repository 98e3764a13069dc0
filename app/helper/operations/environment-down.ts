import { succeed, type Handlers, type Outcome } from '../../contract/index.ts';
import type { HelperContract } from '../contract/index.ts';
import { recogniseEnvironment } from '../environment/recognise.ts';
import { removeEnvironment } from '../environment/remove.ts';
import { createToolSteps, type ToolSteps } from '../environment/tool-steps.ts';
import { hasEnvironmentRecord, readEnvironmentRecord } from '../environment-record.ts';
import type { Lab } from '../lab.ts';
import { sweepLabs } from '../sweep.ts';
import { removeMapPins } from './map-pins.ts';

const removeRecorded = async (lab: Lab, name: string, steps: ToolSteps): Promise<Outcome<void>> => {
  const record = readEnvironmentRecord(lab.state, name);
  const known = record ? succeed(record) : await recogniseEnvironment(name);
  return known.ok ? removeEnvironment(lab.state, known.value, steps) : known;
};

/** Removes an environment of the lab's: this one's, a kept one, or one that a dead lab left. */
export const environmentDown =
  (lab: Lab): Handlers<HelperContract>['env.down'] =>
  ({ name }) =>
    lab.inTurn(name, async () => {
      if (!hasEnvironmentRecord(lab.state, name)) return succeed({ removed: false, commands: [] });
      const heldBefore = lab.environments.holds(name);
      const taken = await lab.environments.take(name);
      if (!taken.ok) return taken;
      if (!heldBefore) await sweepLabs(lab.state);
      const isThere = hasEnvironmentRecord(lab.state, name);
      const steps = createToolSteps();
      const removed = isThere ? await removeRecorded(lab, name, steps) : succeed(undefined);
      if (!removed.ok) {
        if (!heldBefore) lab.environments.letGo(name);
        return removed;
      }
      await removeMapPins(lab, name);
      lab.environments.letGo(name);
      return succeed({ removed: isThere, commands: steps.commands });
    });
