import type { Text } from '../../contract/index.ts';
import type { Libbpf } from '../libbpf/library.ts';
import type { LoadedMap } from '../libbpf/loaded-map.ts';

/** `BPF_MAP_TYPE_ARRAY` and `BPF_MAP_TYPE_PERCPU_ARRAY` of linux/bpf.h. */
const array = 2;
const perCpuArray = 6;

/** How a map's values are read: a packet count first, a byte count behind it or none. */
interface Layout {
  readonly packetsBytes: 4 | 8;
  readonly hasBytes: boolean;
  readonly notes: readonly Text[];
}

/** Totals by row. `bytes` is null where the values hold none. */
export interface Counts {
  readonly packets: number[];
  readonly bytes: number[] | null;
}

/** What can be read of a map that counts by action; or why nothing can. */
export type CountReader =
  | { readonly rows: number; readonly notes: readonly Text[]; readonly read: () => Counts | undefined }
  | { readonly rows: 0; readonly notes: readonly Text[] };

const sized = (valueBytes: number, en: string, ja: string): Text => ({
  en: `The map's values have ${valueBytes} bytes: ${en}`,
  ja: `マップの値は ${valueBytes} バイトです。${ja}`,
});

/** The lessons' `struct datarec` has u64 rx_packets, then u64 rx_bytes once the learner has added it. */
const layoutOf = (valueBytes: number): Layout | Text => {
  if (valueBytes < 4) return sized(valueBytes, 'too few for a count.', 'カウンターには足りません。');
  if (valueBytes < 8) {
    const note = sized(
      valueBytes,
      'the first four are read as the packets (u32); no bytes are counted.',
      '先頭の 4 バイトをパケット数(u32)として読みます。バイト数はありません。',
    );
    return { packetsBytes: 4, hasBytes: false, notes: [note] };
  }
  if (valueBytes === 8) {
    const note = {
      en: 'The map counts packets only, no bytes.',
      ja: 'マップが数えているのはパケットだけで、バイトはありません。',
    };
    return { packetsBytes: 8, hasBytes: false, notes: [note] };
  }
  if (valueBytes === 16) return { packetsBytes: 8, hasBytes: true, notes: [] };
  const hasBytes = valueBytes > 16;
  const note = sized(
    valueBytes,
    `the first ${hasBytes ? 'two u64 are read as packets and bytes' : 'u64 is read as the packets'}; the rest is in the map browser.`,
    `${hasBytes ? '先頭の u64 2 つをパケット数とバイト数' : '先頭の u64 をパケット数'}として読みます。残りはマップブラウザーで見られます。`,
  );
  return { packetsBytes: 8, hasBytes, notes: [note] };
};

const unreadable = (note: Text): CountReader => ({ rows: 0, notes: [note] });

/**
 * Prepares the reading of a map that counts by action, its first `wantedRows` rows: buffers are made once, and a sample is
 * one system call where the kernel takes a batch. Values are summed over possible CPUs.
 */
export const countReader = (lib: Libbpf, map: LoadedMap, wantedRows: number): CountReader => {
  const { fd, type, keyBytes, valueBytes, maxEntries } = map;
  if ((type !== array && type !== perCpuArray) || keyBytes !== 4) {
    return unreadable({
      en: `${map.name} is no array with a u32 key, so its values are no counts by action.`,
      ja: `${map.name} は u32 キーの配列ではないため、アクション別のカウンターとして読めません。`,
    });
  }
  const layout = layoutOf(valueBytes);
  if ('en' in layout) return unreadable(layout);
  const copies = type === perCpuArray ? lib.possibleCpus() : 1;
  if (copies <= 0) {
    return unreadable({
      en: 'The kernel names no possible CPU, so there is nothing to sum.',
      ja: 'カーネルが CPU を 1 つも報告しないため、合計できません。',
    });
  }

  const rows = Math.min(maxEntries, wantedRows);
  // The kernel rounds each CPU's copy up to eight bytes, and a plain array's value not at all.
  const stride = type === perCpuArray ? Math.ceil(valueBytes / 8) * 8 : valueBytes;
  const keys = Buffer.alloc(rows * 4);
  const values = Buffer.alloc(rows * copies * stride);
  const row = Buffer.alloc(copies * stride);
  const next = Buffer.alloc(4);
  const key = Buffer.alloc(4);
  // Of bytes that stay, as the others are: an array that is copied in and out costs more than the system call.
  const count = Buffer.alloc(4);
  let inBatches = true;

  const fetch = (): boolean => {
    if (inBatches) {
      count.writeUInt32LE(rows);
      const result = lib.mapLookupBatch(fd, null, next, keys, values, count, null);
      // ENOENT: the whole array was read, and there is nothing behind it.
      if ((result === 0 || result === -2) && count.readUInt32LE() === rows) return true;
      inBatches = false;
    }
    for (let index = 0; index < rows; index += 1) {
      key.writeUInt32LE(index);
      if (lib.mapLookup(fd, key, row) < 0) return false;
      row.copy(values, index * row.length);
    }
    return true;
  };
  const sum = (index: number, fieldAt: number, width: 4 | 8): number => {
    let total = 0;
    for (let copy = 0; copy < copies; copy += 1) {
      const at = (index * copies + copy) * stride + fieldAt;
      total += values.readUInt32LE(at);
      if (width === 8) total += values.readUInt32LE(at + 4) * 2 ** 32;
    }
    return total;
  };
  const all = Array.from({ length: rows }, (_, index) => index);
  return {
    rows,
    notes: layout.notes,
    read: () =>
      fetch()
        ? {
            packets: all.map((index) => sum(index, 0, layout.packetsBytes)),
            bytes: layout.hasBytes ? all.map((index) => sum(index, 8, 8)) : null,
          }
        : undefined,
  };
};
