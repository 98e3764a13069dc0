import { closeSync } from 'node:fs';
import {
  xdpActions,
  type CounterAction,
  type Counting,
  type Text,
  type XdpMode,
} from '../../contract/index.ts';
import type { Libbpf } from '../libbpf/library.ts';
import { closeMaps, openMapsOfProgram } from '../libbpf/loaded-map.ts';
import { tapMaps } from '../tap/tapped.ts';
import { countReader, type Counts } from './count-map.ts';

/** The map's name in the xdp-tutorial, which the lessons keep. */
const statsMap = 'xdp_stats_map';

/** What a program counts, open to be read; `read` is undefined where no map counts. */
export interface Counted {
  readonly counting: Counting;
  readonly read: (() => Counts | undefined) | undefined;
  readonly close: () => void;
}

const tapActions: readonly CounterAction[] = [...xdpActions, 'other'];

const several: Text = {
  en: `The program has several maps named ${statsMap}; the first that counts by action is read.`,
  ja: `${statsMap} という名前のマップが複数あります。アクション別に数えている最初のものを読みます。`,
};

/** Finds what counts for a loaded program: its own `xdp_stats_map` before the tap's counts. */
export const openCounted = (lib: Libbpf, programId: number, mode: XdpMode): Counted => {
  const maps = openMapsOfProgram(lib, programId);
  const notes: Text[] = [];
  const wanted = [
    { name: statsMap, source: 'xdp_stats_map', actions: xdpActions },
    { name: tapMaps.counts, source: 'tap', actions: tapActions },
  ] as const;
  for (const { name, source, actions } of wanted) {
    const named = maps.filter((map) => map.name === name);
    if (named.length > 1) notes.push(several);
    for (const map of named) {
      const reader = countReader(lib, map, actions.length);
      notes.push(...reader.notes);
      if (!('read' in reader)) continue;
      closeMaps(maps.filter((other) => other !== map));
      return {
        counting: {
          ...{ programId, mode, mapId: map.id, source, notes },
          actions: actions.slice(0, reader.rows),
        },
        read: reader.read,
        close: () => {
          closeSync(map.fd);
        },
      };
    }
  }
  closeMaps(maps);
  return {
    counting: { programId, mode, mapId: null, source: 'none', actions: [], notes },
    read: undefined,
    close: () => undefined,
  };
};
