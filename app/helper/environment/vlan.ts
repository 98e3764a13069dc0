import { succeed, type Outcome } from '../../contract/index.ts';
import { runTool } from '../tool.ts';
import type { Lab } from '../lab.ts';
import { labProgram } from './lab-programs.ts';
import type { ToolSteps } from './tool-steps.ts';

let kernelHas8021q: boolean | undefined;

/**
 * How this kernel can make VLANs; asked once. The loopback interface refuses them (NETIF_F_VLAN_CHALLENGED), so the
 * question never makes one; a kernel without the module says that it does not know the type instead.
 */
export const vlanKindHere = async (): Promise<Outcome<'8021q' | 'clsact'>> => {
  if (kernelHas8021q === undefined) {
    const args = ['link', 'add', 'link', 'lo', 'name', 'lo.1', 'type', 'vlan', 'id', '1'];
    const asked = await runTool('ip', args);
    if (!asked.ok) return asked;
    kernelHas8021q = !asked.value.stderr.includes('Unknown device type');
  }
  return succeed(kernelHas8021q ? '8021q' : 'clsact');
};

/** Lines for `tc -batch` that put VLAN tags on and take them off on one end, without the 8021q module. */
const clsactLines = (device: string, object: string): string[] => [
  `qdisc add dev ${device} clsact`,
  ...['egress', 'ingress'].map(
    (way) => `filter add dev ${device} ${way} bpf direct-action object-file ${object} section ${way}`,
  ),
];

/** Emulates the VLANs on one end. `namespace` is null for the end in the root namespace. */
export const emulateVlans = async (
  lab: Lab,
  steps: ToolSteps,
  device: string,
  namespace: string | null,
): Promise<Outcome<void>> => {
  const object = labProgram('vlan_tag');
  if (!object.ok) return object;
  const bpffs = await lab.bpffs();
  if (!bpffs.ok) return bpffs;
  const loaded = await steps.batch(
    'tc',
    namespace === null ? [] : ['-netns', namespace],
    clsactLines(device, object.value),
    // Left alone, tc mounts a bpffs on the machine's /sys/fs/bpf where there is none, and leaves it there.
    { environment: { TC_BPF_MNT: bpffs.value } },
  );
  return loaded.ok ? succeed(undefined) : loaded;
};
