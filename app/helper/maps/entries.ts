import type { Libbpf } from '../libbpf/library.ts';
import type { LoadedMap } from '../libbpf/loaded-map.ts';

/** PERCPU_HASH, PERCPU_ARRAY, LRU_PERCPU_HASH, PERCPU_CGROUP_STORAGE of `enum bpf_map_type` (linux/bpf.h). */
const perCpuTypes: readonly number[] = [5, 6, 10, 21];

/** One entry in bytes; a value of each possible CPU where the map keeps one for each. */
export interface RawEntry {
  readonly key: Buffer;
  readonly values: Buffer[];
}

/** How many copies of a value a look-up gives. */
export const copiesOf = (lib: Libbpf, { type }: LoadedMap): number =>
  perCpuTypes.includes(type) ? Math.max(lib.possibleCpus(), 0) : 1;

/** Whether a map has keys to go through: rings, queues and filters have none. */
export const hasKeys = ({ keyBytes }: LoadedMap): boolean => keyBytes > 0;

/**
 * Reads `limit` entries after the first `offset`, in the map's own order. An entry that went meanwhile is left out; where
 * a map changes under the reader, one may come twice or not at all, as with every reader of it.
 */
export const readEntries = (
  lib: Libbpf,
  map: LoadedMap,
  { offset, limit }: { offset: number; limit: number },
): { entries: RawEntry[]; more: boolean } => {
  const copies = copiesOf(lib, map);
  const stride = copies === 1 ? map.valueBytes : Math.ceil(map.valueBytes / 8) * 8;
  const value = Buffer.alloc(Math.max(copies * stride, 8));
  const entries: RawEntry[] = [];
  let key: Buffer | null = null;
  // A changing hash can send a reader back to its beginning: there is an end all the same.
  for (let index = 0; index < Math.min(map.maxEntries, offset + limit + 1); index += 1) {
    const next = Buffer.alloc(map.keyBytes);
    if (lib.mapNextKey(map.fd, key, next) < 0) return { entries, more: false };
    key = next;
    if (index < offset) continue;
    if (index === offset + limit) return { entries, more: true };
    if (lib.mapLookup(map.fd, next, value) < 0) continue;
    const values = Array.from({ length: copies }, (_, copy) =>
      Buffer.from(value.subarray(copy * stride, copy * stride + map.valueBytes)),
    );
    entries.push({ key: next, values });
  }
  return { entries, more: false };
};
