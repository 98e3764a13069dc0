import * as v from 'valibot';
import { EnvironmentName } from './environment.ts';
import { Text } from './text.ts';

/** A map of the attached program. `type` is the kernel's number, `typeName` bpftool's word for it. */
export const MapSummary = v.object({
  id: v.number(),
  name: v.string(),
  type: v.number(),
  typeName: v.string(),
  keyBytes: v.number(),
  valueBytes: v.number(),
  maxEntries: v.number(),
  /** True for a map of the lab's tap and not of the program. */
  ofTap: v.boolean(),
});
export type MapSummary = v.InferOutput<typeof MapSummary>;

/** An entry: bytes in hexadecimal (a value of each possible CPU for a per-CPU map), and as JSON where BTF gives a type. */
export const MapEntry = v.object({
  key: v.string(),
  values: v.array(v.string()),
  typed: v.nullable(v.object({ key: v.unknown(), value: v.unknown() })),
});
export type MapEntry = v.InferOutput<typeof MapEntry>;

/** Which entries to read: `limit` of them after the first `offset`. */
export const DumpMap = v.object({
  environment: EnvironmentName,
  mapId: v.number(),
  offset: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)), 0),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), 100),
});
export type DumpMap = v.InferOutput<typeof DumpMap>;

/** A page of a map's entries. */
export const MapPage = v.object({
  map: MapSummary,
  entries: v.array(MapEntry),
  /** True where entries follow. */
  more: v.boolean(),
  /** Why there are no entries, or none with a type. */
  note: v.nullable(Text),
});
export type MapPage = v.InferOutput<typeof MapPage>;
