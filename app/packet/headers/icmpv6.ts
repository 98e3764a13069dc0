import type { FieldDefinition, Form, HeaderDefinition } from './definition.ts';
import { echoPayloadBytes } from './icmp.ts';
import { discoveryForms } from './neighbor-discovery.ts';

const type: FieldDefinition = {
  name: 'icmpv6.type',
  label: 'Type',
  kind: 'decimal',
  byte: 0,
  bits: 8,
  key: 'type',
  preset: 128,
  meanings: {
    1: 'Destination Unreachable',
    2: 'Packet Too Big',
    3: 'Time Exceeded',
    4: 'Parameter Problem',
    128: 'Echo (ping) request',
    129: 'Echo (ping) reply',
    130: 'Multicast Listener Query',
    131: 'Multicast Listener Report',
    132: 'Multicast Listener Done',
    133: 'Router Solicitation',
    134: 'Router Advertisement',
    135: 'Neighbor Solicitation',
    136: 'Neighbor Advertisement',
    137: 'Redirect',
    143: 'Multicast Listener Report Message v2',
  },
};
const checksum: FieldDefinition = {
  name: 'icmpv6.checksum',
  label: 'Checksum',
  kind: 'hex',
  byte: 2,
  bits: 16,
  key: 'checksum',
};

const echo: Form = {
  values: [128, 129],
  lengthBytes: 8,
  fields: [
    {
      name: 'icmpv6.echo.identifier',
      label: 'Identifier',
      kind: 'hex',
      byte: 4,
      bits: 16,
      key: 'id',
      preset: 1,
    },
    {
      name: 'icmpv6.echo.sequence_number',
      label: 'Sequence',
      kind: 'decimal',
      byte: 6,
      bits: 16,
      key: 'seq',
      preset: 1,
    },
  ],
};

/** Errors: four bytes, then as much of the packet they answer as fits (RFC 4443, section 3). */
const errors: readonly Form[] = [
  {
    values: [1, 3],
    lengthBytes: 8,
    fields: [{ name: 'icmpv6.reserved', label: 'Reserved', kind: 'bytes', byte: 4, bits: 32, key: 'rest' }],
  },
  {
    values: [2],
    lengthBytes: 8,
    fields: [
      { name: 'icmpv6.mtu', label: 'MTU', kind: 'decimal', byte: 4, bits: 32, key: 'mtu', preset: 1280 },
    ],
  },
  {
    values: [4],
    lengthBytes: 8,
    fields: [
      {
        name: 'icmpv6.pointer',
        label: 'Pointer',
        kind: 'decimal',
        byte: 4,
        bits: 32,
        key: 'pointer',
        preset: 0,
      },
    ],
  },
];

/** Multicast Listener Discovery (RFC 2710; version 2: RFC 3810, whose records are left as payload). */
const listener: readonly Form[] = [
  {
    values: [130, 131, 132],
    lengthBytes: 24,
    fields: [
      {
        name: 'icmpv6.mld.maximum_response_delay',
        label: 'Maximum Response Delay',
        kind: 'decimal',
        byte: 4,
        bits: 16,
        key: 'delay',
        preset: 0,
      },
      { name: 'icmpv6.reserved', label: 'Reserved', kind: 'bytes', byte: 6, bits: 16 },
      {
        name: 'icmpv6.mld.multicast_address',
        label: 'Multicast Address',
        kind: 'ipv6',
        byte: 8,
        bits: 128,
        key: 'group',
        preset: '::',
      },
    ],
  },
  {
    values: [143],
    lengthBytes: 8,
    fields: [
      { name: 'icmpv6.reserved', label: 'Reserved', kind: 'bytes', byte: 4, bits: 16 },
      {
        name: 'icmpv6.mldr.nb_mcast_records',
        label: 'Number of Multicast Address Records',
        kind: 'decimal',
        byte: 6,
        bits: 16,
        key: 'records',
        preset: 0,
      },
    ],
  },
];

/** ICMPv6 (RFC 4443), with neighbour discovery and multicast listener discovery. */
export const icmpv6: HeaderDefinition = {
  protocol: 'icmpv6',
  title: 'Internet Control Message Protocol v6',
  lengthBytes: 4,
  fields: [
    type,
    { name: 'icmpv6.code', label: 'Code', kind: 'decimal', byte: 1, bits: 8, key: 'code', preset: 0 },
    checksum,
  ],
  forms: { by: type, all: [echo, ...errors, ...listener, ...discoveryForms] },
  checksum: { field: checksum, covers: 'message', pseudoHeader: true },
  numbers: { protocol: [58] },
  words: [
    { word: 'icmp6', positional: ['type', 'code'] },
    { word: 'icmp6.echo', positional: ['seq', 'id'], given: { type: 128 }, payloadBytes: echoPayloadBytes },
    { word: 'icmp6.reply', positional: ['seq', 'id'], given: { type: 129 }, payloadBytes: echoPayloadBytes },
    { word: 'icmp6.rs', positional: ['options'], given: { type: 133 } },
    { word: 'icmp6.ra', positional: ['options'], given: { type: 134 } },
    { word: 'icmp6.ns', positional: ['target'], given: { type: 135 } },
    { word: 'icmp6.na', positional: ['target'], given: { type: 136 } },
  ],
};
