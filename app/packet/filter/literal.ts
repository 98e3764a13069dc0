import { parseIpv4, parseIpv6, parseMac } from '../bytes/address.ts';
import { fromHex } from '../bytes/hex.ts';
import { parseNumber } from '../content.ts';
import { refuse } from '../text-error.ts';
import type { Literal, Member, Subject } from './filter.ts';
import { namedThings } from './names.ts';
import type { Token } from './token.ts';

const latin1 = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);

/** Bytes as a filter writes them: `de:ad`, `dead`, `0xde`, or a single `2`. */
const parseBytes = (text: string): Uint8Array | undefined => {
  const digits = text.replace(/^0x/i, '');
  return fromHex(digits.length === 1 ? `0${digits}` : digits);
};

const expectation = {
  decimal: 'a number',
  hex: 'a number (0x86dd)',
  flag: '0, 1, true or false',
  mac: 'a MAC address (02:00:00:00:00:01)',
  ipv4: 'an IPv4 address (10.11.1.2) or network (10.11.0.0/16)',
  ipv6: 'an IPv6 address (fc00:dead:cafe:1::2) or network (fc00::/7)',
  bytes: 'bytes (de:ad:be:ef) or "text"',
  protocol: 'bytes (de:ad:be:ef) or "text"',
} as const;

/** The kind of value that a subject is compared with: a slice of anything is bytes. */
export const kindOf = ({ kind, slices }: Subject): Subject['kind'] => (slices.length > 0 ? 'bytes' : kind);

const readValue = (subject: Subject, { kind: token, text }: Token): Literal | undefined => {
  switch (kindOf(subject)) {
    case 'mac':
      return parseMac(text);
    case 'ipv4':
      return parseIpv4(text);
    case 'ipv6':
      return parseIpv6(text);
    case 'bytes':
    case 'protocol':
      return token === 'string' ? latin1(text) : parseBytes(text);
    default:
      if (token === 'string') return numberMeaning(subject.name, text);
      return text.toLowerCase() === 'true' ? 1 : text.toLowerCase() === 'false' ? 0 : parseNumber(text);
  }
};

/** The number that a name stands for (`"Echo (ping) request"`), in Wireshark's unit. */
const numberMeaning = (name: string, meaning: string): number | undefined => {
  const { meanings = {}, unit = 1 } = namedThings.get(name) ?? {};
  const wanted = meaning.toLowerCase();
  const found = Object.entries(meanings).find(([, one]) => one.toLowerCase() === wanted);
  return found && Number(found[0]) * unit;
};

const describe = (token: Token): string => (token.kind === 'end' ? 'the end' : token.text);

/** Reads a value that can stand beside `subject`; ends the reading (see `parsing`) at anything else. */
export const readLiteral = (subject: Subject, token: Token): Literal => {
  const value = token.kind === 'word' || token.kind === 'string' ? readValue(subject, token) : undefined;
  return (
    value ?? refuse(token.position, `${expectation[kindOf(subject)]} for ${subject.name}`, describe(token))
  );
};

/** Reads a value or, for IP addresses, a network in prefix notation. */
export const readMember = (subject: Subject, token: Token): Member => {
  const kind = kindOf(subject);
  const [, address, length] = /^([^/]+)\/(\d{1,3})$/.exec(token.text) ?? [];
  if (address === undefined || (kind !== 'ipv4' && kind !== 'ipv6'))
    return { kind: 'value', value: readLiteral(subject, token) };
  const bytes = readLiteral(subject, { ...token, text: address });
  const bits = Number(length);
  if (typeof bytes === 'number' || bits > bytes.length * 8)
    return refuse(token.position, expectation[kind], token.text);
  return { kind: 'prefix', prefix: { address: bytes, bits } };
};
