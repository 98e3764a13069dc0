import { thisDistribution } from '../../setup/distribution.mjs';
import { locate } from '../../setup/presence.mjs';
import { requirements } from '../../setup/requirements.mjs';
import { clangFlags } from '../build/compile.ts';
import { ask } from './ask.ts';
import type { Observations, ToolSeen, TrialBuild, WayToRoot } from './observations.ts';
import { labTools, type LabTool } from './tool-table.ts';

const trialProgram = `#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <stdint.h>
#include <bpf/bpf_helpers.h>
SEC("xdp") int pass(struct xdp_md *ctx) { return XDP_PASS; }
char _license[] SEC("license") = "GPL";
`;

/** Looks at this machine, all at once, asking nobody for a password. `root` is the lab's own folder. */
export const observe = async (root: string, allowed: boolean): Promise<Omit<Observations, 'probes'>> => {
  const [tools, trialBuild, wayToRoot] = await Promise.all([
    seeTools(),
    tryBuild(root),
    findWayToRoot(allowed),
  ]);
  return {
    nodeVersion: process.versions.node,
    distribution: thisDistribution(),
    tools,
    trialBuild,
    wayToRoot,
  };
};

const seeTools = async (): Promise<Observations['tools']> => {
  const seen = await Promise.all(
    labTools.map(async (tool): Promise<[string, ToolSeen | undefined]> => [tool.id, await seeTool(tool)]),
  );
  return Object.fromEntries(seen.flatMap(([id, tool]) => (tool ? [[id, tool]] : [])));
};

const seeTool = async ({ id, versionArgs }: LabTool): Promise<ToolSeen | undefined> => {
  const path = pathOf(id);
  if (path === null) return undefined;
  if (versionArgs === undefined) return { path, said: '', runs: true };
  const { said, endedWell } = await ask(path, versionArgs);
  // trace-cmd names its version and then ends with 255.
  return { path, said: versionLine(said), runs: endedWell || said.includes(`${id} version `) };
};

const pathOf = (id: string): string | null => {
  const requirement = requirements.find((one) => one.id === id && one.kind === 'command');
  return requirement ? locate(requirement) : null;
};

/** The first line with a digit: socat begins with its author. */
const versionLine = (said: string): string => {
  const lines = said.split('\n').map((line) => line.trim());
  return lines.find((line) => /\d/.test(line)) ?? lines[0] ?? '';
};

const tryBuild = async (root: string): Promise<TrialBuild> => {
  const path = pathOf('clang');
  if (path === null) return { compiled: false, output: '' };
  const { said, endedWell } = await ask(
    path,
    [...clangFlags(root), '-x', 'c', '-c', '-', '-o', '/dev/null'],
    trialProgram,
  );
  return { compiled: endedWell, output: said };
};

const findWayToRoot = async (allowed: boolean): Promise<WayToRoot> => {
  if (process.getuid?.() === 0) return 'root';
  // sudo can only be tried by running something as root.
  if (allowed && (await ask('sudo', ['-n', 'true'])).endedWell) return 'sudo';
  return pathOf('pkexec') === null ? 'none' : 'pkexec';
};
