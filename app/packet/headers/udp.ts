import type { FieldDefinition, HeaderDefinition } from './definition.ts';

const length: FieldDefinition = {
  name: 'udp.length',
  label: 'Length',
  kind: 'decimal',
  byte: 4,
  bits: 16,
  key: 'len',
};
const checksum: FieldDefinition = {
  name: 'udp.checksum',
  label: 'Checksum',
  kind: 'hex',
  byte: 6,
  bits: 16,
  key: 'checksum',
};

/** UDP (RFC 768). */
export const udp: HeaderDefinition = {
  protocol: 'udp',
  title: 'User Datagram Protocol',
  lengthBytes: 8,
  fields: [
    {
      name: 'udp.srcport',
      also: ['udp.port'],
      label: 'Source Port',
      kind: 'decimal',
      byte: 0,
      bits: 16,
      key: 'sport',
      preset: 40000,
    },
    {
      name: 'udp.dstport',
      also: ['udp.port'],
      label: 'Destination Port',
      kind: 'decimal',
      byte: 2,
      bits: 16,
      key: 'dport',
      preset: 2000,
    },
    length,
    checksum,
  ],
  messageLength: { field: length, countsHeader: true },
  checksum: { field: checksum, covers: 'message', pseudoHeader: true, zeroWhenAbsent: true },
  numbers: { protocol: [17] },
  words: [{ word: 'udp', positional: ['sport', 'dport'] }],
};
