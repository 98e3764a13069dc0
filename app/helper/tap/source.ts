import { closeSync } from 'node:fs';
import type { Libbpf } from '../libbpf/library.ts';
import { closeMaps, openMapsOfProgram } from '../libbpf/loaded-map.ts';
import { setRecording } from './recording.ts';
import { openRing, type Ring } from './ring.ts';
import { tapMaps } from './tapped.ts';

/** `struct tap_state` of bpf/tap/xdp_tap.c. */
const stateBytes = 16;
const lostAt = 8;

/** The records of one tapped program, being written while this is open. */
export interface TapSource {
  readonly programId: number;
  /** The oldest records, packed, so many at most; good until the next read. */
  readonly read: Ring['read'];
  /** How many records found no room since this was opened. */
  readonly lost: () => number;
  /** No more records are written. */
  readonly stop: () => void;
  /** Lets go; what is still in the ring is gone. */
  readonly close: () => void;
}

/** Opens the records of a loaded program and turns them on; undefined where it is not tapped, or gone. */
export const openTapSource = (lib: Libbpf, programId: number): TapSource | undefined => {
  const maps = openMapsOfProgram(lib, programId);
  const named = (name: string) => maps.find((map) => map.name === name);
  const [ringMap, stateMap, onMap] = [named(tapMaps.ring), named(tapMaps.state), named(tapMaps.on)];
  const needed = [stateMap, onMap];
  closeMaps(maps.filter((map) => map !== ringMap && !needed.includes(map)));
  if (!ringMap || !stateMap || !onMap) {
    closeMaps([ringMap, stateMap, onMap].filter((map) => map !== undefined));
    return undefined;
  }
  const ring = openRing(ringMap.fd, ringMap.maxEntries);
  closeSync(ringMap.fd);

  const key = Buffer.alloc(4);
  const states = Buffer.alloc(Math.max(lib.possibleCpus(), 1) * stateBytes);
  const lostEver = (): number => {
    if (lib.mapLookup(stateMap.fd, key, states) < 0) return 0;
    let lost = 0;
    for (let at = lostAt; at < states.length; at += stateBytes) lost += Number(states.readBigUInt64LE(at));
    return lost;
  };
  const lostBefore = lostEver();
  setRecording(lib, onMap.fd, true);
  return {
    programId,
    read: ring.read,
    lost: () => lostEver() - lostBefore,
    stop: () => {
      setRecording(lib, onMap.fd, false);
    },
    close: () => {
      ring.close();
      closeMaps([stateMap, onMap]);
    },
  };
};
