import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RanCommand } from '../../contract/index.ts';
import type { Probe } from '../contract/contract.ts';
import type { Lab } from '../lab.ts';
import type { HeldNamespaces } from './held-namespaces.ts';
import { runInside } from './inside.ts';

const tracing = '/sys/kernel/tracing';
const event = 'events/xdp/xdp_exception/enable';
/** Named after the helper, so that the next one can tell what a killed one left. */
const instancePrefix = 'xdp-lab-probe-';
const instanceName = `${instancePrefix}${process.pid}`;

const removeInstance = async (path: string): Promise<void> => {
  await rmdir(path).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
};

const removeOfTheDead = async (instances: string): Promise<void> => {
  for (const name of await readdir(instances)) {
    const pid = name.startsWith(instancePrefix) ? name.slice(instancePrefix.length) : undefined;
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) await removeInstance(join(instances, name));
  }
};

const enableInInstance = async (root: string): Promise<Probe> => {
  const instances = join(root, tracing, 'instances');
  const instance = join(instances, instanceName);
  try {
    await removeOfTheDead(instances);
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

const record = async (lab: Lab, { enter, root }: HeldNamespaces, commands: RanCommand[]): Promise<Probe> => {
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
  const instance = await enableInInstance(namespaces.root);
  return [instance, await record(lab, namespaces, commands)];
};
