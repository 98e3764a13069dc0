import type { FieldDefinition, HeaderDefinition } from './definition.ts';
import { ethertypeNames } from './names.ts';

/** From this value on the two bytes after the addresses are an ethertype; up to 1500 they are a length (IEEE 802.3). */
const firstEthertype = 1536;

const type: FieldDefinition = {
  name: 'eth.type',
  label: 'Type',
  kind: 'hex',
  byte: 12,
  bits: 16,
  key: 'type',
  meanings: ethertypeNames,
  shownWhen: (value) => value >= firstEthertype,
};

/** Ethernet II, and 802.3 with a length in place of the type. */
export const ethernet: HeaderDefinition = {
  protocol: 'eth',
  title: 'Ethernet II',
  lengthBytes: 14,
  fields: [
    {
      name: 'eth.dst',
      also: ['eth.addr'],
      label: 'Destination',
      kind: 'mac',
      byte: 0,
      bits: 48,
      key: 'dst',
      preset: '02:00:00:00:00:01',
    },
    {
      name: 'eth.src',
      also: ['eth.addr'],
      label: 'Source',
      kind: 'mac',
      byte: 6,
      bits: 48,
      key: 'src',
      preset: '02:00:00:00:00:02',
    },
    type,
    {
      name: 'eth.len',
      label: 'Length',
      kind: 'decimal',
      byte: 12,
      bits: 16,
      shownWhen: (value) => value < firstEthertype,
    },
  ],
  carries: { space: 'ethertype', field: type, nothing: 0x88b5, payload: 0x88b5 },
  numbers: {},
  words: [{ word: 'eth', positional: ['src', 'dst', 'type'] }],
};
