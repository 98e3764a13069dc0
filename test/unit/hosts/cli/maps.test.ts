import { describe, expect, it } from 'vitest';
import type { MapEntry, MapPage, MapSummary } from '../../../../app/contract/index.ts';
import { renderMapPage, renderMaps } from '../../../../app/hosts/cli/render/maps.ts';
import { createStyle } from '../../../../app/hosts/cli/render/style.ts';

const style = createStyle(false);

const map = (own: Partial<MapSummary> = {}): MapSummary => ({
  ...{ id: 41, name: 'xdp_stats_map', type: 6, typeName: 'percpu_array' },
  ...{ keyBytes: 4, valueBytes: 16, maxEntries: 5, ofTap: false },
  ...own,
});
const page = (entries: readonly MapEntry[], own: Partial<MapPage> = {}): string =>
  renderMapPage({ map: map(), entries: [...entries], more: false, note: null, ...own }, 0, 'en', style);
const lines = (text: string): string[] => text.split('\n').slice(1, -1);

describe('the maps of a program', () => {
  it('stand in lines, those of the tap marked', () => {
    const text = renderMaps(
      { programId: 7, maps: [map(), map({ id: 5, name: 'tap_counts', ofTap: true })] },
      'en',
      style,
    );
    expect(text.split('\n')).toEqual([
      'id 41  xdp_stats_map  percpu_array  key 4 B  value 16 B  5 entries',
      'id 5   tap_counts     percpu_array  key 4 B  value 16 B  5 entries  tap',
      '',
    ]);
  });

  it('are none where none is attached, and where it uses none', () => {
    expect(renderMaps({ programId: null, maps: [] }, 'ja', style)).toContain(
      'アタッチされた XDP プログラムはありません',
    );
    expect(renderMaps({ programId: 7, maps: [] }, 'en', style)).toBe('The program uses no maps.\n');
  });
});

describe('what is in a map', () => {
  it('is typed, and CPU by CPU where each has its own', () => {
    const value = [0, 1].map((cpu) => ({ cpu, value: { rx_packets: cpu + 3, rx_bytes: 98 } }));
    expect(lines(page([{ key: '02000000', values: ['', ''], typed: { key: 2, value } }]))).toEqual([
      '  2  CPU 0  rx_packets 3, rx_bytes 98',
      '     CPU 1  rx_packets 4, rx_bytes 98',
    ]);
  });

  it('is JSON where a type is deeper than a struct of numbers', () => {
    const typed = { key: { addr: [1, 2] }, value: { at: { port: 80 }, mac: [1, 2] } };
    expect(lines(page([{ key: '00', values: ['00'], typed }]))).toEqual([
      '  {"addr":[1,2]}  {"at":{"port":80},"mac":[1,2]}',
    ]);
    expect(lines(page([{ key: '00', values: ['00'], typed: { key: 1, value: [1, { a: 2 }] } }]))).toEqual([
      '  1  [1,{"a":2}]',
    ]);
  });

  it('is bytes where there is no type, which the note says', () => {
    const note = { en: 'The map has no BTF types; the bytes are shown.', ja: '…' };
    const text = page(
      [
        { key: '0100', values: ['0a0b'], typed: null },
        { key: '0200', values: ['0c', '0d'], typed: null },
      ],
      { note },
    );
    expect(lines(text)).toEqual([note.en, '  01 00  0a 0b', '  02 00  CPU 0  0c', '         CPU 1  0d']);
  });

  it('goes on behind what was skipped', () => {
    const entries = [{ key: '00', values: ['01'], typed: null }];
    const text = renderMapPage({ map: map(), entries, more: true, note: null }, 100, 'en', style);
    expect(text).toContain('There are more: --skip 101');
  });

  it('may be nothing', () => {
    expect(page([])).toContain('It is empty.');
  });
});
