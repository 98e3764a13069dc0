import { fail, labFailure, succeed, type Handlers } from '../../contract/index.ts';
import type { HelperContract } from '../contract/contract.ts';
import { namespacePath } from '../environment/presence.ts';
import type { Lab } from '../lab.ts';
import { runInside } from './inside.ts';
import { parsePingReport } from './ping-report.ts';
import { pingTarget } from './ping-target.ts';

/** How long ping waits where nothing was answered at all. Once something was, it waits two round trips. */
const silenceSeconds = '0.1';

/** Pings the outer end from inside: what XDP sees is what is sent from there. */
export const ping =
  (lab: Lab): Handlers<HelperContract>['traffic.ping'] =>
  async ({ environment, family, vlan, count, intervalMs, lengthBytes }, { signal }) => {
    const record = lab.seenEnvironment(environment);
    if (!record.ok) return record;
    const target = pingTarget(record.value, family, vlan);
    if (!target.ok) return target;

    const run = await runInside(
      [`--net=${namespacePath(environment)}`],
      'ping',
      [
        ...['-n', '-c', `${count}`, '-i', `${intervalMs / 1000}`],
        ...['-W', silenceSeconds, '-s', `${lengthBytes}`, target.value],
      ],
      { timeoutMs: 10_000 + count * intervalMs, signal },
    );
    if (!run.ok) return run;
    // Packets that were lost because an end went away say nothing about the program.
    const still = lab.seenEnvironment(environment);
    if (!still.ok) return still;
    const { stdout, stderr, command } = run.value;
    const report = parsePingReport(stdout);
    if (!report) {
      return fail(labFailure('tool-failed', { thing: command.argv.join(' '), detail: stderr }));
    }
    return succeed({ target: target.value, ...report, report: stdout + stderr, commands: [command] });
  };
