import type { TapRecords } from '../../contract/index.ts';
import { attachedXdp } from '../libbpf/attached.ts';
import type { Libbpf } from '../libbpf/library.ts';
import { interfaceIndex } from '../libc.ts';
import { openTapSource, type TapSource } from './source.ts';

/** How long records wait at most before they are sent on. */
const tickMs = 40;
const rowsPerEvent = 256;
/**
 * What is sent on at most, 25 600 records a second: the ring holds a burst of more, and the kernel counts what finds no room
 * in it. An engine that reads nothing is given up after 10 s without a heartbeat, before this fills its channel.
 */
const rowsPerTick = 1024;

/** Reads the records of whatever tapped program is attached to one interface, also over reloads. */
export interface TapReader {
  readonly totals: () => { readonly records: number; readonly lost: TapRecords['lost'] };
  /** Sends on where the reading stands, as an event without records, so that a new follower knows it has begun. */
  readonly say: () => void;
  readonly close: () => void;
}

/** CLOCK_MONOTONIC, as bpf_ktime_get_ns reads it, at the epoch. */
const epochMs = (): number => Date.now() - Number(process.hrtime.bigint() / 1000n) / 1000;

/** Starts reading; `onGone` is called once the interface is there no more. */
export const createTapReader = (
  lib: Libbpf,
  environment: string,
  { onRecords, onGone }: { onRecords: (records: TapRecords) => void; onGone: () => void },
): TapReader => {
  let current: TapSource | undefined;
  /** The id of what is attached, tapped or not; 0 for nothing. */
  let seen = -1;
  let retiring: TapSource[] = [];
  let records = 0;
  let skipped = 0;
  let lostBefore = 0;
  let lostSaid = 0;

  const lost = () => ({
    full: [current, ...retiring].reduce((sum, source) => sum + (source?.lost() ?? 0), lostBefore),
    skipped,
  });
  const send = (programId: number, rows: readonly Buffer[]): void => {
    const counted = lost();
    lostSaid = counted.full + counted.skipped;
    onRecords({
      environment,
      programId,
      epochMs: epochMs(),
      count: rows.length,
      records: Buffer.concat(rows).toString('base64'),
      lost: counted,
    });
  };
  /** Sends on what is there, `room` records at most; gives the room that is left. The ring keeps the rest. */
  const drain = (source: TapSource, room: number): number => {
    let left = room;
    while (left > 0) {
      const rows = source.read(Math.min(left, rowsPerEvent));
      if (rows.length === 0) break;
      left -= rows.length;
      records += rows.length;
      send(source.programId, rows);
    }
    return left;
  };
  const retire = (source: TapSource): void => {
    source.stop();
    for (let rest = source.read(Infinity); rest.length > 0; rest = source.read(Infinity))
      skipped += rest.length;
    lostBefore += source.lost();
    source.close();
  };
  const follow = (index: number): void => {
    const id = attachedXdp(lib, index)?.programId ?? 0;
    if (id === seen) return;
    seen = id;
    if (current) retiring.push(current);
    current = id === 0 ? undefined : openTapSource(lib, id);
    send(id, []);
  };
  const tick = (): void => {
    const index = interfaceIndex(environment);
    if (index === undefined) {
      onGone();
      return;
    }
    // The old program may still have been running on another CPU when it was replaced: a tick later it is not.
    let room = rowsPerTick;
    retiring = retiring.filter((source) => {
      room = drain(source, room);
      if (room === 0) return true;
      retire(source);
      return false;
    });
    if (current) room = drain(current, room);
    follow(index);
    const { full } = lost();
    if (full + skipped !== lostSaid) send(seen, []);
  };

  const index = interfaceIndex(environment);
  if (index !== undefined) follow(index);
  const timer = setInterval(tick, tickMs);
  return {
    totals: () => ({ records, lost: lost() }),
    say: () => {
      send(seen, []);
    },
    close: () => {
      clearInterval(timer);
      tick();
      for (const source of [...retiring, ...(current ? [current] : [])]) retire(source);
      current = undefined;
      retiring = [];
    },
  };
};
