import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';

/** What a lab could leave on a machine, one line a thing: `namespace veth-x`, `link veth-x`, `pin /sys/fs/bpf/x`, … */
export type MachineState = ReadonlySet<string>;

/** Tools that the lab starts; one that runs on after a test was left behind by it. */
const labTools = new Set(['clang', 'ping', 'tcpdump', 'xdp-loader', 'trace-cmd', 'bpftool', 'nsenter']);

/** Reads everything that a lab makes: namespaces, links, pins, bpffs mounts, its state, trace instances, processes, files. */
export const machineState = (): MachineState =>
  new Set([
    ...entries('/run/netns').map((name) => `namespace ${name}`),
    ...entries('/sys/class/net').map((name) => `link ${name}`),
    ...entriesBelow('/sys/fs/bpf').map((path) => `pin ${path}`),
    ...bpfMounts()
      .filter((path) => !isStateOfOthers(path))
      .map((path) => `bpffs ${path}`),
    ...entriesBelow('/run/xdp-lab')
      .filter((path) => !isStateOfOthers(path))
      .map((path) => `state ${path}`),
    ...entries('/sys/kernel/tracing/instances').map((name) => `trace instance ${name}`),
    ...entries('/run')
      .filter((name) => name.startsWith('xdp-loader'))
      .map((name) => `lock /run/${name}`),
    ...labProcesses(),
    ...entries(tmpdir())
      .filter((name) => name.startsWith('xdp-lab'))
      .map((name) => `file ${join(tmpdir(), name)}`),
  ]);

/** Waits until nothing is there that was not there `before`; fails with the list of what stays. */
export const leavesNothing = async (before: MachineState): Promise<void> => {
  await vi.waitFor(
    () => {
      expect([...machineState()].filter((thing) => !before.has(thing))).toEqual([]);
    },
    { timeout: 10_000, interval: 50 },
  );
};

/** Names in a folder; none where there is no folder, or where it goes while it is read. */
const entries = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const entriesBelow = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
  } catch {
    return [];
  }
};

const bpfMounts = (): string[] =>
  readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, , type]) => type === 'bpf')
    .map(([, path = '']) => path);

/** Processes of a lab that nobody runs any more, or that this test runs; the labs of others are their own matter. */
const labProcesses = (): string[] =>
  entries('/proc')
    .filter((name) => /^\d+$/.test(name) && isLab(name))
    .filter(isOursOrOrphaned)
    .map((pid) => `process ${pid} ${readWords(`/proc/${pid}/cmdline`).join(' ')}`);

const isLab = (pid: string): boolean => {
  const argv = readWords(`/proc/${pid}/cmdline`);
  const tool = argv[0]?.split('/').pop() ?? '';
  return labTools.has(tool) || argv.some((word) => /\/(xdp-lab\.mjs|helper\.js)$/.test(word));
};

const isOursOrOrphaned = (pid: string): boolean => {
  const parent = parentOf(pid);
  if (parent === undefined) return false;
  return parent === '1' || parent === String(process.pid) || (isLab(parent) && isOursOrOrphaned(parent));
};

const parentOf = (pid: string): string | undefined => {
  try {
    return /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
};

/** `lab-<pid>-…`: what a helper that lives and is not this test's keeps there is its own matter. */
const isStateOfOthers = (path: string): boolean => {
  const pid = /\/lab-(\d+)-/.exec(path)?.[1];
  return pid !== undefined && parentOf(pid) !== undefined && !isOursOrOrphaned(pid);
};

const readWords = (path: string): string[] => {
  try {
    return readFileSync(path, 'utf8').split('\0').slice(0, -1);
  } catch {
    return [];
  }
};
