import { formatIpv4, formatIpv6, formatMac, parseIpv4, parseIpv6, parseMac } from './bytes/address.ts';
import { byteRange, writeBits } from './bytes/bits.ts';
import { fromHex } from './bytes/hex.ts';
import type { FieldDefinition } from './headers/definition.ts';

/** What a field holds: the number as it stands in the header, or its bytes. */
export type Content = number | Uint8Array;

const addressReaders = { mac: parseMac, ipv4: parseIpv4, ipv6: parseIpv6 } as const;
const addressWriters = { mac: formatMac, ipv4: formatIpv4, ipv6: formatIpv6 } as const;
const addressExamples = {
  mac: 'a MAC address (02:00:00:00:00:01)',
  ipv4: 'an IPv4 address (10.11.1.2)',
  ipv6: 'an IPv6 address (fc00:dead:cafe:1::2)',
} as const;

type AddressKind = keyof typeof addressReaders;
const isAddress = (kind: FieldDefinition['kind']): kind is AddressKind => kind in addressReaders;

/** Reads a decimal or `0x` hexadecimal number. Undefined for anything else. */
export const parseNumber = (text: string): number | undefined =>
  /^(0x[0-9a-f]{1,13}|\d{1,15})$/i.test(text) ? Number(text) : undefined;

/** Letters of single bits (`SA`), each at most once, to the number they make. */
const parseLetters = (letters: string, text: string): number | undefined => {
  let number = 0;
  for (const letter of text.toUpperCase()) {
    const bit = letters.indexOf(letter);
    if (bit < 0 || number & (1 << bit)) return undefined;
    number |= 1 << bit;
  }
  return number;
};

/** What a field takes, as the words after "expected". */
export const describeContent = (field: FieldDefinition): string => {
  if (isAddress(field.kind)) return addressExamples[field.kind];
  if (field.kind === 'bytes') return `${field.bits / 8} bytes in hexadecimal digits`;
  const words = Object.keys(field.aliases ?? {}).map((word) => `${word}, `);
  const letters = field.letters ? `letters out of ${field.letters}, or ` : '';
  return `${letters}${words.join('')}${words.length ? 'or ' : ''}a number from 0 to ${2 ** field.bits - 1}`;
};

/** Reads a field's content as the packet language writes it. Undefined where it does not fit the field. */
export const parseContent = (field: FieldDefinition, text: string): Content | undefined => {
  if (isAddress(field.kind)) return addressReaders[field.kind](text);
  if (field.kind === 'bytes') {
    const bytes = fromHex(text);
    return bytes?.length === field.bits / 8 ? bytes : undefined;
  }
  if (field.kind === 'flag' && (text === 'true' || text === 'false')) return text === 'true' ? 1 : 0;
  const number =
    parseNumber(text) ?? field.aliases?.[text] ?? (field.letters && parseLetters(field.letters, text));
  return typeof number === 'number' && number < 2 ** field.bits ? number : undefined;
};

/** Writes an address as its family does, anything else as bytes with colons between. */
export const formatAddress = (kind: FieldDefinition['kind'], bytes: Uint8Array): string =>
  isAddress(kind) ? addressWriters[kind](bytes) : formatMac(bytes);

/** Puts a field's content in its place in a header that starts at `headerStart`. */
export const writeContent = (
  frame: Uint8Array,
  headerStart: number,
  field: FieldDefinition,
  content: Content,
): void => {
  if (typeof content === 'number') writeBits(frame, headerStart, field, content);
  else frame.set(content, byteRange(headerStart, field).start);
};

/** The content a field has where nothing else is said. */
export const presetContent = (field: FieldDefinition): Content | undefined => {
  const { preset } = field;
  return typeof preset === 'string' ? parseContent(field, preset) : preset;
};
