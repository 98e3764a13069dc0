import {
  fail,
  labFailure,
  succeed,
  type Handlers,
  type MapSummary,
  type Outcome,
  type RanCommand,
  type Text,
} from '../../contract/index.ts';
import type { HelperContract } from '../contract/contract.ts';
import type { Lab } from '../lab.ts';
import { attachedXdp } from '../libbpf/attached.ts';
import { libbpf, type Libbpf } from '../libbpf/library.ts';
import { closeMaps, openMapsOfProgram, type LoadedMap } from '../libbpf/loaded-map.ts';
import { interfaceIndex } from '../libc.ts';
import { copiesOf, hasKeys, readEntries } from '../maps/entries.ts';
import { dumpTyped } from '../maps/typed.ts';
import { tapMaps } from '../tap/tapped.ts';

/** bpftool writes each byte as six characters and the typed value beside: what comes of more is too long to wait for. */
const largestTypedBytes = 256 * 1024;

const noKeys: Text = {
  en: 'A map of this kind has no keys to go through.',
  ja: 'この種類のマップには、たどれるキーがありません。',
};
const tooLarge: Text = {
  en: 'The map is too large to be shown with its types; the bytes are shown.',
  ja: 'マップが大きいため、型は付けずにバイト列を表示しています。',
};
const noTypes: Text = {
  en: 'The map has no BTF types; the bytes are shown.',
  ja: 'マップに BTF の型がないため、バイト列を表示しています。',
};

const namesOfTap: readonly string[] = Object.values(tapMaps);

const summary = (lib: Libbpf, map: LoadedMap): MapSummary => {
  const { id, name, type, keyBytes, valueBytes, maxEntries } = map;
  const typeName = lib.mapTypeName(type) ?? `${type}`;
  return { id, name, type, typeName, keyBytes, valueBytes, maxEntries, ofTap: namesOfTap.includes(name) };
};

/** Runs a job over the open maps of what is attached to an environment's outer end, and closes them. */
const withMaps = async <T>(
  lab: Lab,
  environment: string,
  job: (lib: Libbpf, programId: number | null, maps: LoadedMap[]) => Outcome<T> | Promise<Outcome<T>>,
): Promise<Outcome<T>> => {
  const seen = lab.seenEnvironment(environment);
  if (!seen.ok) return seen;
  const lib = libbpf();
  if (!lib.ok) return lib;
  const index = interfaceIndex(environment);
  if (index === undefined) return fail(labFailure('interface-missing', { thing: environment }));
  const programId = attachedXdp(lib.value, index)?.programId ?? null;
  const maps = programId === null ? [] : openMapsOfProgram(lib.value, programId);
  try {
    return await job(lib.value, programId, maps);
  } finally {
    closeMaps(maps);
  }
};

/** Lists the maps of the program attached to an environment. */
export const listMaps =
  (lab: Lab): Handlers<HelperContract>['maps.list'] =>
  ({ environment }) =>
    withMaps(lab, environment, (lib, programId, maps) =>
      succeed({ programId, maps: maps.map((map) => summary(lib, map)) }),
    );

/** Reads a page of one of those maps: no other map of the machine can be read. */
export const dumpMap =
  (lab: Lab): Handlers<HelperContract>['maps.dump'] =>
  ({ environment, mapId, offset, limit }) =>
    withMaps(lab, environment, async (lib, _programId, maps) => {
      const map = maps.find(({ id }) => id === mapId);
      if (!map) return fail(mapGone(environment, mapId));
      const described = summary(lib, map);
      if (!hasKeys(map)) {
        return succeed({ map: described, entries: [], more: false, note: noKeys, commands: [] });
      }
      const { entries, more } = readEntries(lib, map, { offset, limit });
      const commands: RanCommand[] = [];
      const isLarge =
        map.maxEntries * (map.keyBytes + map.valueBytes * copiesOf(lib, map)) > largestTypedBytes;
      const dump = isLarge || entries.length === 0 ? undefined : await dumpTyped(mapId);
      if (dump && !dump.ok) return dump;
      if (dump) commands.push(dump.value.command);
      const untyped = isLarge ? tooLarge : noTypes;
      return succeed({
        map: described,
        entries: entries.map(({ key, values }) => ({
          key: key.toString('hex'),
          values: values.map((value) => value.toString('hex')),
          typed: dump?.value.typed.get(key.toString('hex')) ?? null,
        })),
        more,
        note: entries.length > 0 && !dump?.value.typed.size ? untyped : null,
        commands,
      });
    });

const mapGone = (environment: string, mapId: number) =>
  labFailure('not-found', {
    thing: `map ${mapId}`,
    message: {
      en: `The program on ${environment} has no map ${mapId}; it may have been loaded anew.`,
      ja: `${environment} のプログラムにマップ ${mapId} はありません。読み込み直された可能性があります。`,
    },
    fix: { en: 'List its maps again.', ja: 'マップの一覧を取り直してください。' },
  });
