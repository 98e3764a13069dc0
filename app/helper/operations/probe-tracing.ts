import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RanCommand } from '../../contract/index.ts';
import type { Probe } from '../contract/contract.ts';
import type { Lab } from '../lab.ts';
import {
  forgetTraceInstance,
  noteTraceInstance,
  removeInstance,
  traceInstanceOf,
} from '../trace-instance.ts';
import type { HeldNamespaces } from './held-namespaces.ts';
import { runInside } from './inside.ts';

const tracing = '/sys/kernel/tracing';
const event = 'events/xdp/xdp_exception/enable';

const enableInInstance = async (root: string, instanceName: string): Promise<Probe> => {
  const instance = join(root, tracing, 'instances', instanceName);
  try {
    await mkdir(instance);
    await writeFile(join(instance, event), '1');
    const enabled = (await readFile(join(instance, event), 'utf8')).trim();
    return { id: 'tracefs', state: 'ok', detail: `instances/${instanceName}/${event}: ${enabled}` };
  } catch (error) {
    return { id: 'tracefs', state: 'refused', detail: String(error).replaceAll(root, '') };
  } finally {
    await removeInstance(instance);
  }
};

const record = async (
  lab: Lab,
  { enter, root }: HeldNamespaces,
  instanceName: string,
  commands: RanCommand[],
): Promise<Probe> => {
  const file = join(lab.folder, 'probe.dat');
  const ran = await runInside(enter, 'trace-cmd', [
    ...['record', '-B', instanceName, '-e', 'xdp:xdp_exception'],
    ...['-o', file, 'true'],
  ]);
  await rm(file, { force: true });
  // On failure trace-cmd leaves its instance, and its own files for each processor.
  await removeInstance(join(root, tracing, 'instances', instanceName));
  if (!ran.ok) return { id: 'trace-cmd', state: 'missing', detail: ran.failure.message.en };
  commands.push(ran.value.command);
  const { exitCode, stdout, stderr } = ran.value;
  if (exitCode === 0) return { id: 'trace-cmd', state: 'ok', detail: stdout.trim() };
  return { id: 'trace-cmd', state: 'refused', detail: stderr.trim() };
};

/** Tries an exception event in a trace instance of its own, and then with trace-cmd. */
export const probeTracing = async (
  lab: Lab,
  namespaces: HeldNamespaces,
  commands: RanCommand[],
): Promise<Probe[]> => {
  const mounted = await runInside(namespaces.enter, 'mount', ['-t', 'tracefs', 'tracefs', tracing]);
  if (!mounted.ok) return [{ id: 'tracefs', state: 'missing', detail: mounted.failure.message.en }];
  commands.push(mounted.value.command);
  // The kernel refuses the same file system on the same place twice: where the machine has it mounted, it is there.
  if (mounted.value.exitCode !== 0 && !existsSync(join(namespaces.root, tracing, 'instances'))) {
    const detail = mounted.value.stderr.trim();
    return [
      { id: 'tracefs', state: 'missing', detail },
      { id: 'trace-cmd', state: 'missing', detail },
    ];
  }
  const instanceName = traceInstanceOf(lab.folder, 'probe');
  noteTraceInstance(lab.folder);
  const instance = await enableInInstance(namespaces.root, instanceName);
  const recorded = await record(lab, namespaces, instanceName, commands);
  // Where the namespaces ended first, nothing could be removed through them: the note stays, for the lab's end.
  if (existsSync(join(namespaces.root, tracing, 'instances'))) forgetTraceInstance(lab.folder);
  return [instance, recorded];
};
