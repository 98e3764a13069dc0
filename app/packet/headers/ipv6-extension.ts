import type { Carries, FieldDefinition, HeaderDefinition, Tail } from './definition.ts';
import { protocolNames } from './names.ts';
import { paddingOptions, zeros } from './padding.ts';

const nextHeader = (name: string): FieldDefinition => ({
  name: `${name}.nxt`,
  label: 'Next Header',
  kind: 'decimal',
  byte: 0,
  bits: 8,
  key: 'next',
  meanings: protocolNames,
});
const carries = (field: FieldDefinition): Carries => ({
  space: 'protocol',
  field,
  nothing: 59,
  payload: 253,
});
const lengthField = (name: string): FieldDefinition => ({
  name: `${name}.len`,
  label: 'Length',
  kind: 'decimal',
  byte: 1,
  bits: 8,
  key: 'len',
});

const options = (name: string): Tail => ({
  name: `${name}.options`,
  label: 'Options',
  key: 'options',
  multiple: 8,
  pad: paddingOptions,
  until: 'header-length',
  options: {
    typeName: 'ipv6.opt.type',
    lengthName: 'ipv6.opt.length',
    singles: [0],
    lengthUnit: 1,
    lengthPlus: 2,
    meanings: { 0: 'Pad1', 1: 'PadN', 5: 'Router Alert', 194: 'Jumbo Payload', 201: 'Home Address' },
    fields: {},
  },
});

const optionsHeader = (name: string, title: string, number: number, word: string): HeaderDefinition => {
  const next = nextHeader(name);
  const length = lengthField(name);
  return {
    protocol: name,
    title,
    lengthBytes: 2,
    fields: [next, length],
    tail: options(name),
    headerLength: { field: length, unit: 8, plus: 1 },
    carries: carries(next),
    numbers: { protocol: [number] },
    words: [{ word, positional: ['options'] }],
  };
};

/** Hop-by-Hop Options (RFC 8200, section 4.3). */
export const hopByHopOptions = optionsHeader('ipv6.hopopts', 'IPv6 Hop-by-Hop Option', 0, 'hopopts');
/** Destination Options (RFC 8200, section 4.6). */
export const destinationOptions = optionsHeader(
  'ipv6.dstopts',
  'Destination Options for IPv6',
  60,
  'dstopts',
);

const routingNext = nextHeader('ipv6.routing');
const routingLength = lengthField('ipv6.routing');

/** Routing header (RFC 8200, section 4.4); its addresses are left as bytes. */
export const routing: HeaderDefinition = {
  protocol: 'ipv6.routing',
  title: 'Routing Header for IPv6',
  lengthBytes: 4,
  fields: [
    routingNext,
    routingLength,
    { name: 'ipv6.routing.type', label: 'Type', kind: 'decimal', byte: 2, bits: 8, key: 'type', preset: 0 },
    {
      name: 'ipv6.routing.segleft',
      label: 'Segments Left',
      kind: 'decimal',
      byte: 3,
      bits: 8,
      key: 'left',
      preset: 0,
    },
  ],
  tail: {
    name: 'ipv6.routing.unknown.data',
    label: 'Type-Specific Data',
    key: 'hex',
    multiple: 8,
    pad: zeros,
    until: 'header-length',
  },
  headerLength: { field: routingLength, unit: 8, plus: 1 },
  carries: carries(routingNext),
  numbers: { protocol: [43] },
  words: [{ word: 'routing', positional: ['type', 'left'] }],
};

const fragmentNext = nextHeader('ipv6.fraghdr');
const fragmentOffset: FieldDefinition = {
  name: 'ipv6.fraghdr.offset',
  label: 'Offset',
  kind: 'decimal',
  byte: 2,
  bits: 13,
  key: 'offset',
  preset: 0,
};
const fragmentMore: FieldDefinition = {
  name: 'ipv6.fraghdr.more',
  label: 'More Fragments',
  kind: 'flag',
  byte: 3,
  bit: 7,
  bits: 1,
  key: 'more',
  preset: 0,
};

/** Fragment header (RFC 8200, section 4.5). */
export const fragment: HeaderDefinition = {
  protocol: 'ipv6.fraghdr',
  title: 'Fragment Header for IPv6',
  lengthBytes: 8,
  fields: [
    fragmentNext,
    {
      name: 'ipv6.fraghdr.reserved_octet',
      label: 'Reserved octet',
      kind: 'hex',
      byte: 1,
      bits: 8,
      key: 'reserved',
      preset: 0,
    },
    fragmentOffset,
    {
      name: 'ipv6.fraghdr.reserved_bits',
      label: 'Reserved bits',
      kind: 'decimal',
      byte: 3,
      bit: 5,
      bits: 2,
      key: 'bits',
      preset: 0,
    },
    fragmentMore,
    {
      name: 'ipv6.fraghdr.ident',
      label: 'Identification',
      kind: 'hex',
      byte: 4,
      bits: 32,
      key: 'id',
      preset: 1,
    },
  ],
  carries: carries(fragmentNext),
  fragment: { offset: fragmentOffset, more: fragmentMore },
  numbers: { protocol: [44] },
  words: [{ word: 'frag', positional: ['offset', 'more'] }],
};
