import type { FieldDefinition, HeaderDefinition } from './definition.ts';

const type: FieldDefinition = {
  name: 'icmp.type',
  label: 'Type',
  kind: 'decimal',
  byte: 0,
  bits: 8,
  key: 'type',
  preset: 8,
  meanings: {
    0: 'Echo (ping) reply',
    3: 'Destination unreachable',
    4: 'Source quench (flow control)',
    5: 'Redirect',
    8: 'Echo (ping) request',
    9: 'Router advertisement',
    10: 'Router solicitation',
    11: 'Time-to-live exceeded',
    12: 'Parameter problem',
    13: 'Timestamp request',
    14: 'Timestamp reply',
  },
};
const checksum: FieldDefinition = {
  name: 'icmp.checksum',
  label: 'Checksum',
  kind: 'hex',
  byte: 2,
  bits: 16,
  key: 'checksum',
};

/** The payload iputils' ping sends unless told otherwise, bytes. */
export const echoPayloadBytes = 56;

/** ICMP for IPv4 (RFC 792): every message starts with eight bytes. */
export const icmp: HeaderDefinition = {
  protocol: 'icmp',
  title: 'Internet Control Message Protocol',
  lengthBytes: 4,
  fields: [
    type,
    { name: 'icmp.code', label: 'Code', kind: 'decimal', byte: 1, bits: 8, key: 'code', preset: 0 },
    checksum,
  ],
  forms: {
    by: type,
    all: [
      {
        values: [0, 8, 13, 14],
        lengthBytes: 8,
        fields: [
          {
            name: 'icmp.ident',
            label: 'Identifier',
            kind: 'decimal',
            byte: 4,
            bits: 16,
            key: 'id',
            preset: 1,
          },
          {
            name: 'icmp.seq',
            label: 'Sequence Number',
            kind: 'decimal',
            byte: 6,
            bits: 16,
            key: 'seq',
            preset: 1,
          },
        ],
      },
      {
        values: [3],
        lengthBytes: 8,
        fields: [
          { name: 'icmp.unused', label: 'Unused', kind: 'bytes', byte: 4, bits: 16 },
          {
            name: 'icmp.mtu',
            label: 'MTU of next hop',
            kind: 'decimal',
            byte: 6,
            bits: 16,
            key: 'mtu',
            preset: 0,
          },
        ],
      },
      {
        values: [5],
        lengthBytes: 8,
        fields: [
          {
            name: 'icmp.redir_gw',
            label: 'Gateway Address',
            kind: 'ipv4',
            byte: 4,
            bits: 32,
            key: 'gateway',
            preset: '10.11.1.1',
          },
        ],
      },
      {
        values: [4, 11, 12],
        lengthBytes: 8,
        fields: [{ name: 'icmp.unused', label: 'Unused', kind: 'bytes', byte: 4, bits: 32, key: 'rest' }],
      },
    ],
  },
  checksum: { field: checksum, covers: 'message', pseudoHeader: false },
  numbers: { protocol: [1] },
  words: [
    { word: 'icmp', positional: ['type', 'code'] },
    { word: 'icmp.echo', positional: ['seq', 'id'], given: { type: 8 }, payloadBytes: echoPayloadBytes },
    { word: 'icmp.reply', positional: ['seq', 'id'], given: { type: 0 }, payloadBytes: echoPayloadBytes },
  ],
};
