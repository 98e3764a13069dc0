import { setTimeout as delay } from 'node:timers/promises';
import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import { writeEnvironmentRecord, type EnvironmentRecord } from '../environment-record.ts';
import type { Lab } from '../lab.ts';
import { readLinks, type Link } from '../links.ts';
import { endOf, subnetsOf } from './addresses.ts';
import { configureLines, makeLines, vlanLinkLines } from './ip-lines.ts';
import { identityOf, namespacePath } from './presence.ts';
import { offloadsOff, quietSettings } from './quiet.ts';
import type { ToolSteps } from './tool-steps.ts';
import { emulateVlans } from './vlan.ts';

/** How long carrier may take; it comes within milliseconds. */
const carrierLimitMs = 2000;

const firstFailure = (outcomes: readonly Outcome<unknown>[]): Outcome<void> =>
  outcomes.find((outcome) => !outcome.ok) ?? succeed(undefined);

/** A record with its ends named after how its VLANs are made. */
export const withEnds = (record: Omit<EnvironmentRecord, 'outer' | 'inner'>): EnvironmentRecord => ({
  ...record,
  outer: endOf(record, 'outer'),
  inner: endOf(record, 'inner'),
});

/** Adds 8021q links to the outer end, or finds that the kernel has none. */
const addVlanLinks = async (record: EnvironmentRecord, steps: ToolSteps): Promise<Outcome<boolean>> => {
  const outer = await steps.batch('ip', [], vlanLinkLines(record.outer.interface));
  if (!outer.ok) {
    return /Unknown device type|not supported/.test(outer.failure.detail) ? succeed(false) : outer;
  }
  const inner = await steps.batch('ip', ['-netns', record.name], vlanLinkLines(record.inner.interface));
  return inner.ok ? succeed(true) : inner;
};

const devicesOf = (record: EnvironmentRecord, end: 'outer' | 'inner'): string[] => [
  ...new Set(subnetsOf(record).map((subnet) => subnet[end].interface)),
];

/** Waits until the outer end has carrier, and answers all links as they are then. */
const waitForCarrier = async (device: string, steps: ToolSteps): Promise<Outcome<Link[]>> => {
  const until = performance.now() + carrierLimitMs;
  for (;;) {
    const seen = await readLinks();
    if (!seen.ok) return seen;
    const { links, command } = seen.value;
    if (links.find(({ ifname }) => ifname === device)?.operstate === 'UP') {
      steps.commands.push(command);
      return succeed(links);
    }
    if (performance.now() > until) return fail(labFailure('timeout', { thing: `carrier on ${device}` }));
    await delay(1);
  }
};

/**
 * Makes what a record describes. The outer end is up before the inner one, so that the inner one's coming up gives both
 * their carrier, and only the outer one has to be waited for.
 */
export const makeEnvironment = async (
  lab: Lab,
  planned: EnvironmentRecord,
  steps: ToolSteps,
): Promise<Outcome<{ record: EnvironmentRecord; links: Link[] }>> => {
  const { name } = planned;
  const made = await steps.batch('ip', [], makeLines(planned));
  if (!made.ok) return made;
  let record: EnvironmentRecord = { ...planned, identity: identityOf(name) };
  if (record.vlan !== 'none') {
    const linked = await addVlanLinks(record, steps);
    if (!linked.ok) return linked;
    record = withEnds({ ...record, vlan: linked.value ? '8021q' : 'clsact' });
  }
  writeEnvironmentRecord(lab.state, record);

  const inside = `--net=${namespacePath(name)}`;
  const settings = (end: 'outer' | 'inner') => ['-q', '-w', ...quietSettings(devicesOf(record, end))];
  const outerUp = async () => {
    const quiet = await steps.run('sysctl', settings('outer'));
    return quiet.ok ? steps.batch('ip', [], configureLines(record, 'outer')) : quiet;
  };
  const prepared = firstFailure(
    await Promise.all([
      outerUp(),
      steps.run('nsenter', [inside, 'sysctl', ...settings('inner')]),
      steps.run('ethtool', ['-K', record.outer.interface, ...offloadsOff]),
      steps.run('nsenter', [inside, 'ethtool', '-K', record.inner.interface, ...offloadsOff]),
      ...(record.vlan === 'clsact'
        ? [
            emulateVlans(lab, steps, record.outer.interface, null),
            emulateVlans(lab, steps, record.inner.interface, name),
          ]
        : []),
    ]),
  );
  if (!prepared.ok) return prepared;
  const innerUp = await steps.batch('ip', ['-netns', name], configureLines(record, 'inner'));
  if (!innerUp.ok) return innerUp;
  const links = await waitForCarrier(record.outer.interface, steps);
  return links.ok ? succeed({ record, links: links.value }) : links;
};
