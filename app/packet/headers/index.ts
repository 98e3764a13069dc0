import { arp } from './arp.ts';
import type { FieldDefinition, HeaderDefinition, NumberSpace, Word } from './definition.ts';
import { ethernet } from './ethernet.ts';
import { icmp } from './icmp.ts';
import { icmpv6 } from './icmpv6.ts';
import { ipv4 } from './ipv4.ts';
import { destinationOptions, fragment, hopByHopOptions, routing } from './ipv6-extension.ts';
import { ipv6 } from './ipv6.ts';
import { payload } from './payload.ts';
import { tcp } from './tcp.ts';
import { udp } from './udp.ts';
import { vlan } from './vlan.ts';

/** Every header that the builder makes and the dissector knows. */
export const headers: readonly HeaderDefinition[] = [
  ethernet,
  vlan,
  arp,
  ipv4,
  ipv6,
  hopByHopOptions,
  destinationOptions,
  routing,
  fragment,
  icmp,
  icmpv6,
  udp,
  tcp,
  payload,
];

const numbered = (space: NumberSpace): ReadonlyMap<number, HeaderDefinition> =>
  new Map(
    headers.flatMap((header) => (header.numbers[space] ?? []).map((number) => [number, header] as const)),
  );

const byNumber: Readonly<Record<NumberSpace, ReadonlyMap<number, HeaderDefinition>>> = {
  ethertype: numbered('ethertype'),
  protocol: numbered('protocol'),
};

/** The header that `number` names, if it is one we know. */
export const headerNumbered = (space: NumberSpace, number: number): HeaderDefinition | undefined =>
  byNumber[space].get(number);

/** The packet language's words, with the header each of them makes. */
export const words: ReadonlyMap<string, { readonly header: HeaderDefinition; readonly word: Word }> = new Map(
  headers.flatMap((header) => header.words.map((word) => [word.word, { header, word }] as const)),
);

/** All fields of a header, in all its forms, without those inside options. */
export const fieldsOf = (header: HeaderDefinition): readonly FieldDefinition[] => [
  ...header.fields,
  ...(header.forms?.all.flatMap((form) => form.fields) ?? []),
];
