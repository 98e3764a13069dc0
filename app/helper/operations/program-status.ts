import { succeed, type Handlers } from '../../contract/index.ts';
import { attachedProgram } from '../attached-program.ts';
import type { HelperContract } from '../contract/contract.ts';
import type { Lab } from '../lab.ts';
import { readLinks } from '../links.ts';
import { markTapped } from '../tap/tapped.ts';
import { readAttached } from './read-attached.ts';
import { xdpLoader } from './xdp-loader.ts';

/** What is attached where, on one environment's outer end or on every interface of the root namespace. */
export const programStatus =
  (lab: Lab): Handlers<HelperContract>['program.status'] =>
  async ({ environment }) => {
    if (environment !== undefined) {
      const seen = lab.seenEnvironment(environment);
      if (!seen.ok) return seen;
    }
    const report = await xdpLoader(['status', ...(environment === undefined ? [] : [environment])]);
    if (!report.ok) return report;
    const { stdout, stderr, command } = report.value;

    if (environment !== undefined) {
      const reading = await readAttached({ interface: environment });
      if (!reading.ok) return reading;
      const { attached, commands } = reading.value;
      return succeed({
        programs: attached ? [attached] : [],
        report: stdout + stderr,
        commands: [command, ...commands],
      });
    }
    const links = await readLinks();
    if (!links.ok) return links;
    return succeed({
      programs: links.value.links
        .flatMap(({ ifname, xdp }) => attachedProgram(ifname, xdp) ?? [])
        .map(markTapped),
      report: stdout + stderr,
      commands: [command, links.value.command],
    });
  };
