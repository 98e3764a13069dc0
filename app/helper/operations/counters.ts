import { fail, labFailure, succeed, type Handlers } from '../../contract/index.ts';
import type { HelperContract } from '../contract/contract.ts';
import type { Lab } from '../lab.ts';
import { attachedXdp } from '../libbpf/attached.ts';
import { interfaceIndex } from '../libc.ts';
import { libbpf } from '../libbpf/library.ts';
import { readDriverCounts } from './driver-counts.ts';
import { readStatsMap } from './stats-map.ts';

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
    const map = readStatsMap(lib.value, attached.programId);
    if (map) return succeed({ source: 'xdp_stats_map', ...map, commands: [] });
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
