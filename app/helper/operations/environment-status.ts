import { succeed, type Handlers } from '../../contract/index.ts';
import type { HelperContract } from '../contract/index.ts';
import { describeEnvironment } from '../environment/describe.ts';
import type { Lab } from '../lab.ts';
import { readLinks } from '../links.ts';

/** Shows one environment as it is now, whoever holds it. */
export const environmentStatus =
  (lab: Lab): Handlers<HelperContract>['env.status'] =>
  async ({ name }) => {
    const found = lab.seenEnvironment(name);
    if (!found.ok) return found;
    const seen = await readLinks();
    if (!seen.ok) return seen;
    const { links, command } = seen.value;
    const environment = describeEnvironment(found.value, links, lab.environments.holderOf(name));
    return succeed({ environment, commands: [command] });
  };
