import { networkInterfaces } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import { writeEnvironmentRecord, type EnvironmentRecord } from '../environment-record.ts';
import type { Lab } from '../lab.ts';
import { endOf, type AddressPlan } from './addresses.ts';
import { configureLines, devicesOf, makeLines } from './ip-lines.ts';
import { identityOf, namespacePath } from './presence.ts';
import { offloadsOff, quietSettings } from './quiet.ts';
import type { ToolSteps } from './tool-steps.ts';
import { emulateVlans } from './vlan.ts';

/** How long carrier may take; it comes within milliseconds. */
const carrierLimitMs = 2000;

/** What is written down before anything of an environment is made. */
export const planRecord = (plan: AddressPlan & { readonly keep: boolean }): EnvironmentRecord => ({
  ...plan,
  identity: null,
  attached: [],
  outer: endOf(plan, 'outer'),
  inner: endOf(plan, 'inner'),
});

const waitForCarrier = async (devices: readonly string[]): Promise<Outcome<void>> => {
  const until = performance.now() + carrierLimitMs;
  const isWaiting = () => {
    const running = networkInterfaces();
    return devices.some((device) => running[device] === undefined);
  };
  // libuv lists an interface once it is IFF_RUNNING, which is the kernel's word for up and with carrier (RFC 2863).
  while (isWaiting()) {
    if (performance.now() > until)
      return fail(labFailure('timeout', { thing: `carrier on ${devices.join(', ')}` }));
    await delay(1);
  }
  return succeed(undefined);
};

/**
 * Makes what a record describes, and answers the record with what the kernel called it. The outer end is up before the
 * inner one, so that the inner one's coming up gives both their carrier, and only the outer one has to be waited for.
 */
export const makeEnvironment = async (
  lab: Lab,
  planned: EnvironmentRecord,
  steps: ToolSteps,
): Promise<Outcome<EnvironmentRecord>> => {
  const { name, outer, inner, vlan } = planned;
  const made = await steps.batch('ip', [], [...makeLines(planned), ...configureLines(planned, 'outer')]);
  if (!made.ok) return made;
  const record: EnvironmentRecord = { ...planned, identity: identityOf(name) };
  writeEnvironmentRecord(lab.state, record);

  steps.setKernel(quietSettings(devicesOf(record, 'outer')));
  const prepared = await Promise.all([
    steps.batch('ip', ['-netns', name], configureLines(record, 'inner')),
    steps.run('ethtool', ['-K', outer.interface, ...offloadsOff]),
    steps.run('nsenter', [
      `--net=${namespacePath(name)}`,
      ...['ethtool', '-K', inner.interface, ...offloadsOff],
    ]),
    ...(vlan === 'clsact'
      ? [emulateVlans(lab, steps, outer.interface, null), emulateVlans(lab, steps, inner.interface, name)]
      : []),
  ]);
  for (const step of prepared) if (!step.ok) return step;
  const carrier = await waitForCarrier(devicesOf(record, 'outer'));
  return carrier.ok ? succeed(record) : carrier;
};
