import type { FieldDefinition, HeaderDefinition } from './definition.ts';
import { protocolNames } from './names.ts';

const payloadLength: FieldDefinition = {
  name: 'ipv6.plen',
  label: 'Payload Length',
  kind: 'decimal',
  byte: 4,
  bits: 16,
  key: 'plen',
};
const nextHeader: FieldDefinition = {
  name: 'ipv6.nxt',
  label: 'Next Header',
  kind: 'decimal',
  byte: 6,
  bits: 8,
  key: 'next',
  meanings: protocolNames,
};

/** The fixed IPv6 header (RFC 8200, section 3). */
export const ipv6: HeaderDefinition = {
  protocol: 'ipv6',
  title: 'Internet Protocol Version 6',
  lengthBytes: 40,
  fields: [
    { name: 'ipv6.version', label: 'Version', kind: 'decimal', byte: 0, bits: 4, key: 'version', preset: 6 },
    {
      name: 'ipv6.tclass',
      label: 'Traffic Class',
      kind: 'hex',
      byte: 0,
      bit: 4,
      bits: 8,
      key: 'tc',
      preset: 0,
    },
    {
      name: 'ipv6.flow',
      label: 'Flow Label',
      kind: 'hex',
      byte: 1,
      bit: 4,
      bits: 20,
      key: 'flow',
      preset: 0,
    },
    payloadLength,
    nextHeader,
    { name: 'ipv6.hlim', label: 'Hop Limit', kind: 'decimal', byte: 7, bits: 8, key: 'hlim', preset: 64 },
    {
      name: 'ipv6.src',
      also: ['ipv6.addr'],
      label: 'Source Address',
      kind: 'ipv6',
      byte: 8,
      bits: 128,
      key: 'src',
      preset: 'fc00:dead:cafe:1::2',
    },
    {
      name: 'ipv6.dst',
      also: ['ipv6.addr'],
      label: 'Destination Address',
      kind: 'ipv6',
      byte: 24,
      bits: 128,
      key: 'dst',
      preset: 'fc00:dead:cafe:1::1',
    },
  ],
  messageLength: { field: payloadLength, countsHeader: false },
  carries: { space: 'protocol', field: nextHeader, nothing: 59, payload: 253 },
  numbers: { ethertype: [0x86dd], protocol: [41] },
  words: [{ word: 'ip6', positional: ['src', 'dst'] }],
};
