import { closeSync } from 'node:fs';
import { xdpActions, type ActionCount } from '../../contract/index.ts';
import type { Libbpf } from '../libbpf/library.ts';
import { openMapOfProgram, type LoadedMap } from '../libbpf/loaded-map.ts';

/** `BPF_MAP_TYPE_ARRAY` and `BPF_MAP_TYPE_PERCPU_ARRAY` of linux/bpf.h. */
const array = 2;
const perCpuArray = 6;

/** The lessons' `struct datarec`: u64 rx_packets, then u64 rx_bytes once the learner has added it. */
const packetsOnlyBytes = 8;
const withBytesBytes = 16;

const isStatsMap = ({ type, keyBytes, valueBytes }: LoadedMap): boolean =>
  (type === array || type === perCpuArray) &&
  keyBytes === 4 &&
  (valueBytes === packetsOnlyBytes || valueBytes === withBytesBytes);

const readCounts = (lib: Libbpf, { fd, type, valueBytes, maxEntries }: LoadedMap): ActionCount[] => {
  const copies = type === perCpuArray ? lib.possibleCpus() : 1;
  const key = Buffer.alloc(4);
  const values = Buffer.alloc(copies * valueBytes);
  return xdpActions.slice(0, maxEntries).flatMap((action, index) => {
    key.writeUInt32LE(index);
    if (lib.mapLookup(fd, key, values) < 0) return [];
    const sum = (fieldAt: number): number =>
      Array.from({ length: copies }, (_, copy) =>
        Number(values.readBigUInt64LE(copy * valueBytes + fieldAt)),
      ).reduce((total, count) => total + count, 0);
    return [{ action, packets: sum(0), bytes: valueBytes === withBytesBytes ? sum(8) : null }];
  });
};

/**
 * Packets and bytes by action from the `xdp_stats_map` a loaded program uses, summed over possible CPUs; undefined
 * where it has no such map, or one whose values are of another shape.
 */
export const readStatsMap = (
  lib: Libbpf,
  programId: number,
): { mapId: number; counts: ActionCount[] } | undefined => {
  const map = openMapOfProgram(lib, programId, 'xdp_stats_map');
  if (!map) return undefined;
  try {
    return isStatsMap(map) ? { mapId: map.id, counts: readCounts(lib, map) } : undefined;
  } finally {
    closeSync(map.fd);
  }
};
