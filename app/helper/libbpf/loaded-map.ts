import { closeSync } from 'node:fs';
import type { Libbpf } from './library.ts';

/** Offsets and lengths in `struct bpf_prog_info` (linux/bpf.h) up to the map ids; the kernel fills as much as is asked. */
const programInfo = { lengthBytes: 64, mapCount: 52, mapIds: 56 };
/** The same in `struct bpf_map_info` up to the name, which the kernel ends with a zero byte. */
const mapInfo = { lengthBytes: 40, type: 0, keyBytes: 8, valueBytes: 12, maxEntries: 16, name: 24 };

/** More maps than any program here uses; the kernel lists no more than fit. */
const mapIdsAsked = 64;

/** A map in the kernel, open. */
export interface LoadedMap {
  readonly id: number;
  readonly fd: number;
  /** 15 bytes of it at most. */
  readonly name: string;
  readonly type: number;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly maxEntries: number;
}

const mapIdsOf = (lib: Libbpf, programId: number): number[] => {
  const fd = lib.programFdById(programId);
  if (fd < 0) return [];
  try {
    const info = Buffer.alloc(programInfo.lengthBytes);
    const ids = Buffer.alloc(mapIdsAsked * 4);
    info.writeUInt32LE(mapIdsAsked, programInfo.mapCount);
    info.writeBigUInt64LE(lib.address(ids), programInfo.mapIds);
    if (lib.objectInfo(fd, info, [info.length]) < 0) return [];
    const count = Math.min(info.readUInt32LE(programInfo.mapCount), mapIdsAsked);
    return Array.from({ length: count }, (_, index) => ids.readUInt32LE(index * 4));
  } finally {
    closeSync(fd);
  }
};

const openMap = (lib: Libbpf, id: number): LoadedMap | undefined => {
  const fd = lib.mapFdById(id);
  // It went with its program since the program was asked.
  if (fd < 0) return undefined;
  const info = Buffer.alloc(mapInfo.lengthBytes);
  if (lib.objectInfo(fd, info, [info.length]) < 0) {
    closeSync(fd);
    return undefined;
  }
  const end = info.indexOf(0, mapInfo.name);
  return {
    id,
    fd,
    name: info.toString('utf8', mapInfo.name, end < 0 ? info.length : end),
    type: info.readUInt32LE(mapInfo.type),
    keyBytes: info.readUInt32LE(mapInfo.keyBytes),
    valueBytes: info.readUInt32LE(mapInfo.valueBytes),
    maxEntries: info.readUInt32LE(mapInfo.maxEntries),
  };
};

/** Opens the maps a loaded program uses, 64 at most; every `fd` is the caller's to close. Empty where it is gone. */
export const openMapsOfProgram = (lib: Libbpf, programId: number): LoadedMap[] =>
  mapIdsOf(lib, programId).flatMap((id) => openMap(lib, id) ?? []);

/** Closes maps that {@link openMapsOfProgram} opened. */
export const closeMaps = (maps: readonly LoadedMap[]): void => {
  for (const { fd } of maps) closeSync(fd);
};

/** Opens the map of that name (15 bytes at most) that a loaded program uses; its `fd` is the caller's to close. */
export const openMapOfProgram = (lib: Libbpf, programId: number, name: string): LoadedMap | undefined => {
  const maps = openMapsOfProgram(lib, programId);
  const found = maps.find((map) => map.name === name);
  closeMaps(maps.filter((map) => map !== found));
  return found;
};
