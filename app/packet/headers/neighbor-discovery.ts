import type { FieldDefinition, Form, Tail } from './definition.ts';
import { zeros } from './padding.ts';

const linkAddress: FieldDefinition = {
  name: 'icmpv6.opt.linkaddr',
  label: 'Link-layer address',
  kind: 'mac',
  byte: 2,
  bits: 48,
};

const options: Tail = {
  name: 'icmpv6.opt',
  label: 'Options',
  key: 'options',
  multiple: 8,
  pad: zeros,
  until: 'message-end',
  options: {
    typeName: 'icmpv6.opt.type',
    lengthName: 'icmpv6.opt.length',
    singles: [],
    lengthUnit: 8,
    lengthPlus: 0,
    meanings: {
      1: 'Source link-layer address',
      2: 'Target link-layer address',
      3: 'Prefix information',
      4: 'Redirected header',
      5: 'MTU',
      14: 'Nonce',
      24: 'Route Information',
      25: 'Recursive DNS Server',
      31: 'DNS Search List Option',
    },
    fields: {
      1: [linkAddress],
      2: [linkAddress],
      3: [
        { name: 'icmpv6.opt.prefix.length', label: 'Prefix Length', kind: 'decimal', byte: 2, bits: 8 },
        { name: 'icmpv6.opt.prefix', label: 'Prefix', kind: 'ipv6', byte: 16, bits: 128 },
      ],
      5: [{ name: 'icmpv6.opt.mtu', label: 'MTU', kind: 'decimal', byte: 4, bits: 32 }],
    },
  },
};

const target = (name: string): FieldDefinition => ({
  name,
  label: 'Target Address',
  kind: 'ipv6',
  byte: 8,
  bits: 128,
  key: 'target',
  preset: 'fc00:dead:cafe:1::1',
});

const advertisementFlag = (name: string, label: string, bit: number, key: string): FieldDefinition => ({
  name: `icmpv6.nd.na.flag.${name}`,
  label,
  kind: 'flag',
  byte: 4,
  bit,
  bits: 1,
  key,
  preset: 0,
});

/** Neighbour discovery messages (RFC 4861, section 4). */
export const discoveryForms: readonly Form[] = [
  {
    values: [133],
    lengthBytes: 8,
    fields: [{ name: 'icmpv6.reserved', label: 'Reserved', kind: 'bytes', byte: 4, bits: 32 }],
    tail: options,
  },
  {
    values: [134],
    lengthBytes: 16,
    fields: [
      {
        name: 'icmpv6.nd.ra.cur_hop_limit',
        label: 'Cur hop limit',
        kind: 'decimal',
        byte: 4,
        bits: 8,
        key: 'hlim',
        preset: 64,
      },
      { name: 'icmpv6.nd.ra.flag', label: 'Flags', kind: 'hex', byte: 5, bits: 8, key: 'flags', preset: 0 },
      {
        name: 'icmpv6.nd.ra.router_lifetime',
        label: 'Router lifetime (s)',
        kind: 'decimal',
        byte: 6,
        bits: 16,
        key: 'lifetime',
        preset: 0,
      },
      {
        name: 'icmpv6.nd.ra.reachable_time',
        label: 'Reachable time (ms)',
        kind: 'decimal',
        byte: 8,
        bits: 32,
        key: 'reachable',
        preset: 0,
      },
      {
        name: 'icmpv6.nd.ra.retrans_timer',
        label: 'Retrans timer (ms)',
        kind: 'decimal',
        byte: 12,
        bits: 32,
        key: 'retrans',
        preset: 0,
      },
    ],
    tail: options,
  },
  {
    values: [135],
    lengthBytes: 24,
    fields: [
      { name: 'icmpv6.reserved', label: 'Reserved', kind: 'bytes', byte: 4, bits: 32 },
      target('icmpv6.nd.ns.target_address'),
    ],
    tail: options,
  },
  {
    values: [136],
    lengthBytes: 24,
    fields: [
      advertisementFlag('r', 'Router', 0, 'router'),
      advertisementFlag('s', 'Solicited', 1, 'solicited'),
      advertisementFlag('o', 'Override', 2, 'override'),
      target('icmpv6.nd.na.target_address'),
    ],
    tail: options,
  },
  {
    values: [137],
    lengthBytes: 40,
    fields: [
      target('icmpv6.rd.na.target_address'),
      {
        name: 'icmpv6.rd.na.destination_address',
        label: 'Destination Address',
        kind: 'ipv6',
        byte: 24,
        bits: 128,
        key: 'dst',
        preset: '::',
      },
    ],
    tail: options,
  },
];
