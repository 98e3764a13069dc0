import { succeed, type Handlers } from '../../contract/index.ts';
import type { HelperContract } from '../contract/index.ts';
import { describeEnvironment } from '../environment/describe.ts';
import { readEnvironmentRecord } from '../environment-record.ts';
import type { Lab } from '../lab.ts';
import { readLinks } from '../links.ts';

/** Shows every environment that any lab on this machine has made, by name. */
export const environmentList =
  (lab: Lab): Handlers<HelperContract>['env.list'] =>
  async () => {
    const records = lab.state
      .environmentNames()
      .sort()
      .flatMap((name) => readEnvironmentRecord(lab.state, name) ?? []);
    if (records.length === 0) return succeed({ environments: [] });
    const seen = await readLinks();
    if (!seen.ok) return seen;
    const { links } = seen.value;
    return succeed({
      environments: records.map((record) =>
        describeEnvironment(record, links, lab.environments.holderOf(record.name)),
      ),
    });
  };
