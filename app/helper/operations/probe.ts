import { succeed, type Handlers, type Outcome, type RanCommand } from '../../contract/index.ts';
import type { HelperContract, Probe } from '../contract/contract.ts';
import type { Lab } from '../lab.ts';
import { holdNamespaces, type HeldNamespaces } from './held-namespaces.ts';
import { runInside } from './inside.ts';
import { probeFiles } from './probe-files.ts';
import { probeTracing } from './probe-tracing.ts';
import { probeXdp } from './probe-xdp.ts';
import { createTurns } from './turns.ts';

const mountBpffs = async ({ enter }: HeldNamespaces, commands: RanCommand[]): Promise<Probe> => {
  const mounted = await runInside(enter, 'mount', ['-t', 'bpf', 'bpf', '/sys/fs/bpf']);
  if (!mounted.ok) return { id: 'bpffs', state: 'missing', detail: mounted.failure.message.en };
  commands.push(mounted.value.command);
  const { exitCode, stderr, command } = mounted.value;
  return exitCode === 0
    ? { id: 'bpffs', state: 'ok', detail: command.argv.slice(enter.length + 1).join(' ') }
    : { id: 'bpffs', state: 'missing', detail: stderr.trim() };
};

const probeAll = async (lab: Lab): Promise<Outcome<{ probes: Probe[]; commands: RanCommand[] }>> => {
  const namespaces = await holdNamespaces(lab, ['mount', 'net']);
  if (!namespaces.ok) return namespaces;
  const commands: RanCommand[] = [];
  try {
    const bpffs = await mountBpffs(namespaces.value, commands);
    const [xdp, tracing] = await Promise.all([
      probeXdp(namespaces.value, commands),
      probeTracing(lab, namespaces.value, commands),
    ]);
    return succeed({ probes: [...probeFiles(), bpffs, ...xdp, ...tracing], commands });
  } finally {
    await namespaces.value.end();
  }
};

const turns = createTurns();

/** Tries everything the lab builds on, in namespaces that end with the probe and take all of it with them. */
export const probe =
  (lab: Lab): Handlers<HelperContract>['helper.probe'] =>
  () =>
    turns(() => probeAll(lab));
