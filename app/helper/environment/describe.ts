import type { Environment } from '../../contract/index.ts';
import { attachedProgram } from '../attached-program.ts';
import type { EnvironmentRecord } from '../environment-record.ts';
import type { Link } from '../links.ts';
import { markTapped } from '../tap/tapped.ts';

/** An environment as the contract shows it: what was written down, and what sits on its outer interface now. */
export const describeEnvironment = (
  { name, number, vlan, legacyIp, keep, outer, inner }: EnvironmentRecord,
  links: readonly Link[],
  heldBy: number | null,
): Environment => {
  const program = attachedProgram(
    outer.interface,
    links.find(({ ifname }) => ifname === outer.interface)?.xdp,
  );
  return {
    name,
    number,
    vlan,
    legacyIp,
    keep,
    outer,
    inner,
    program: program && markTapped(program),
    heldBy,
  };
};
