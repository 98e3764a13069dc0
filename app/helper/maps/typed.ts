import * as v from 'valibot';
import { succeed, type MapEntry, type Outcome, type RanCommand } from '../../contract/index.ts';
import { runTool } from '../tool.ts';

/** What `bpftool -j map dump` prints of an entry; `formatted` where the map has BTF. */
const Dump = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.object({
      key: v.optional(v.array(v.string())),
      formatted: v.optional(
        v.object({ key: v.unknown(), value: v.optional(v.unknown()), values: v.optional(v.unknown()) }),
      ),
    }),
  ),
);

type Typed = NonNullable<MapEntry['typed']>;

/** Reads bpftool's dump: entries by their key in hexadecimal. Empty where it is no such dump, or the map has no BTF. */
export const readTyped = (dump: string): Map<string, Typed> => {
  const parsed = v.safeParse(Dump, dump);
  const typed = new Map<string, Typed>();
  if (!parsed.success) return typed;
  for (const { key, formatted } of parsed.output) {
    if (!key || !formatted) continue;
    const hex = key.map((byte) => byte.replace(/^0x/, '')).join('');
    typed.set(hex, { key: formatted.key, value: formatted.value ?? formatted.values });
  }
  return typed;
};

/** Asks bpftool for the types of a map's entries; it dumps the whole map. */
export const dumpTyped = async (
  mapId: number,
): Promise<Outcome<{ typed: Map<string, Typed>; command: RanCommand }>> => {
  const dump = await runTool('bpftool', ['-j', 'map', 'dump', 'id', `${mapId}`]);
  if (!dump.ok) return dump;
  const { stdout, command } = dump.value;
  return succeed({ typed: readTyped(stdout), command });
};
