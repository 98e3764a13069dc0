import {
  fail,
  labFailure,
  succeed,
  type ActionCount,
  type CounterAction,
  type Handlers,
} from '../../contract/index.ts';
import type { HelperContract } from '../contract/contract.ts';
import { openCounted } from '../counters/counted.ts';
import type { Counts } from '../counters/count-map.ts';
import type { Lab } from '../lab.ts';
import { attachedXdp } from '../libbpf/attached.ts';
import { interfaceIndex } from '../libc.ts';
import { libbpf } from '../libbpf/library.ts';
import { readDriverCounts } from './driver-counts.ts';

/** Rows of the five actions; what a program returned beside them is left out. */
const asRows = (actions: readonly CounterAction[], { packets, bytes }: Counts): ActionCount[] =>
  actions.flatMap((action, row) =>
    action === 'other' ? [] : [{ action, packets: packets[row] ?? 0, bytes: bytes?.[row] ?? null }],
  );

/** Reads what the attached program counts: its map by system call, without a process; else what the driver counts. */
export const readCounters =
  (lab: Lab): Handlers<HelperContract>['counters.read'] =>
  async ({ environment }) => {
    const held = lab.seenEnvironment(environment);
    if (!held.ok) return held;
    const lib = libbpf();
    if (!lib.ok) return lib;
    const index = interfaceIndex(environment);
    if (index === undefined) return fail(labFailure('interface-missing', { thing: environment }));

    const none = { source: 'none' as const, mapId: null, counts: [], commands: [] };
    const attached = attachedXdp(lib.value, index);
    if (!attached) return succeed(none);
    const counted = openCounted(lib.value, attached.programId, attached.mode);
    try {
      const counts = counted.read?.();
      const { source, mapId, actions } = counted.counting;
      if (counts) return succeed({ source, mapId, counts: asRows(actions, counts), commands: [] });
    } finally {
      counted.close();
    }
    if (attached.mode === 'skb') return succeed(none);

    const driver = await readDriverCounts(environment);
    if (!driver.ok) return driver;
    const { counts, command } = driver.value;
    return succeed({
      source: counts.length > 0 ? 'ethtool' : 'none',
      mapId: null,
      counts,
      commands: [command],
    });
  };
