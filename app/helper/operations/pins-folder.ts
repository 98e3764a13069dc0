import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import { keepOnce, type KeptOnce } from '../kept-once.ts';
import type { Lab } from '../lab.ts';
import { holdNamespaces } from './held-namespaces.ts';
import { runInside } from './inside.ts';
import { createTurns } from './turns.ts';

/** A mount namespace in which a folder of the lab's own bpffs stands on /sys/fs/bpf. */
interface PinsFolder {
  /** What goes before a command to run it in there, `nsenter` itself left out. */
  readonly enter: readonly string[];
  /** The same folder as everybody else sees it. */
  readonly folder: string;
}

/**
 * Maps marked LIBBPF_PIN_BY_NAME go to /sys/fs/bpf whatever bpftool and iproute2 are told. A mount namespace keeps them
 * away from the machine's own, and lets them load where no bpffs is mounted there.
 */
const open = async (lab: Lab, gone: () => void): Promise<Outcome<PinsFolder>> => {
  const bpffs = await lab.bpffs();
  if (!bpffs.ok) return bpffs;
  // The underscores keep it apart from the map pins of an environment, whose name has none.
  const folder = join(bpffs.value, 'sys_fs_bpf');
  await mkdir(folder, { recursive: true });

  const namespaces = await holdNamespaces(lab, ['mount']);
  if (!namespaces.ok) return namespaces;
  const { enter, end, ended } = namespaces.value;
  // Without its holder, /proc/PID/ns names nothing any more, or the namespace of a stranger.
  void ended.then(gone);
  const mounted = await runInside(enter, 'mount', ['--bind', folder, '/sys/fs/bpf']);
  if (!mounted.ok || mounted.value.exitCode !== 0) await end();
  if (!mounted.ok) return mounted;
  if (mounted.value.exitCode !== 0) {
    return fail(labFailure('tool-failed', { thing: 'mount --bind', detail: mounted.value.stderr }));
  }
  return succeed({ enter, folder });
};

interface Pins {
  readonly opened: KeptOnce<PinsFolder>;
  readonly turns: ReturnType<typeof createTurns>;
}

const pinsOf = new WeakMap<Lab, Pins>();

const empty = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
};

/** Runs one job at a time in an empty /sys/fs/bpf of the lab's own, and empties it again. `enter` is for `nsenter`. */
export const withOwnSysFsBpf = async <T>(
  lab: Lab,
  job: (enter: readonly string[]) => Promise<Outcome<T>>,
): Promise<Outcome<T>> => {
  const pins = pinsOf.get(lab) ?? { opened: keepOnce((gone) => open(lab, gone)), turns: createTurns() };
  pinsOf.set(lab, pins);
  const opened = await pins.opened.get();
  if (!opened.ok) return opened;
  const { enter, folder } = opened.value;
  return pins.turns(async () => {
    try {
      return await job(enter);
    } finally {
      await empty(folder);
    }
  });
};
