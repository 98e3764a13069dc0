import { describe, expect, it } from 'vitest';
import { countReader } from '../../../app/helper/counters/count-map.ts';
import type { Libbpf } from '../../../app/helper/libbpf/library.ts';
import type { LoadedMap } from '../../../app/helper/libbpf/loaded-map.ts';

const perCpuArray = 6;
const map: LoadedMap = {
  ...{ id: 7, fd: 3, name: 'xdp_stats_map', type: perCpuArray },
  ...{ keyBytes: 4, valueBytes: 16, maxEntries: 5 },
};
/** What the kernel answers about a map, of which the calls that are not given fail. */
const kernel = (calls: Partial<Libbpf>): Libbpf =>
  ({
    possibleCpus: () => 2,
    mapLookup: () => -9,
    mapLookupBatch: () => -9,
    ...calls,
  }) as Libbpf;

/** A value of which CPU 0 has counted `row + 1` packets, and CPU 1 2³² of them. */
const fill = (values: Uint8Array, at: number, row: number): void => {
  const view = new DataView(values.buffer, values.byteOffset + at, 32);
  view.setBigUint64(0, BigInt(row + 1), true);
  view.setBigUint64(8, 60n, true);
  view.setBigUint64(16, 2n ** 32n, true);
};

const readerOf = (lib: Libbpf, own: Partial<LoadedMap> = {}) => {
  const reader = countReader(lib, { ...map, ...own }, 5);
  if (!('read' in reader)) throw new Error(`not readable: ${reader.notes[0]?.en}`);
  return reader.read;
};

describe('a map that counts by action', () => {
  it('is summed over the possible CPUs, beyond 32 bits', () => {
    const read = readerOf(
      kernel({
        mapLookupBatch: (_fd, _from, _next, _keys, values) => {
          for (let row = 0; row < 5; row += 1) fill(values, row * 32, row);
          return -2;
        },
      }),
    );
    expect(read()).toEqual({
      packets: [1, 2, 3, 4, 5].map((count) => count + 2 ** 32),
      bytes: [60, 60, 60, 60, 60],
    });
  });

  it('is read row by row where the kernel takes no batch', () => {
    const read = readerOf(
      kernel({
        mapLookup: (_fd, key, value) => {
          fill(value, 0, key[0] ?? 0);
          return 0;
        },
      }),
    );
    expect(read()?.packets).toEqual([1, 2, 3, 4, 5].map((count) => count + 2 ** 32));
  });

  it('that goes between two samples has no counts, and is asked again', () => {
    let isThere = true;
    const read = readerOf(
      kernel({
        mapLookupBatch: (_fd, _from, _next, _keys, values) => {
          values.fill(0);
          return isThere ? 0 : -9;
        },
      }),
    );
    expect(read()?.packets).toEqual([0, 0, 0, 0, 0]);
    isThere = false;
    expect(read()).toBeUndefined();
    expect(read()).toBeUndefined();
  });

  it.each([0, -22])('cannot be summed where the kernel names %i CPUs, which is said', (cpus) => {
    const reader = countReader(kernel({ possibleCpus: () => cpus }), map, 5);
    expect(reader).toEqual({
      rows: 0,
      notes: [expect.objectContaining({ en: expect.stringContaining('no possible CPU') as string })],
    });
  });

  it.each([1, 3])('whose values have %i bytes holds no counts, which is said', (valueBytes) => {
    const reader = countReader(kernel({}), { ...map, valueBytes }, 5);
    expect(reader).not.toHaveProperty('read');
    expect(reader.notes[0]?.en).toContain(`${valueBytes} bytes: too few`);
  });
});
