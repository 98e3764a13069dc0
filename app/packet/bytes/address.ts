import { fromHex, toHex } from './hex.ts';

/** Reads `02:00:00:00:00:01` (or with dashes). Undefined for anything else. */
export const parseMac = (text: string): Uint8Array | undefined =>
  /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i.test(text) ? fromHex(text) : undefined;

/** Six bytes as `02:00:00:00:00:01`. */
export const formatMac = (bytes: Uint8Array): string => toHex(bytes, ':');

/** Reads four decimal numbers with dots. Undefined for anything else. */
export const parseIpv4 = (text: string): Uint8Array | undefined => {
  const parts = text.split('.');
  const valid = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
  return valid ? Uint8Array.from(parts, Number) : undefined;
};

/** Four bytes as `10.11.1.2`. */
export const formatIpv4 = (bytes: Uint8Array): string => bytes.join('.');

/** The 16-bit groups of one side of a `::`; an IPv4 address may stand for the last two. */
const groupsOf = (text: string): number[] | undefined => {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const ipv4 = index === parts.length - 1 ? parseIpv4(part) : undefined;
    if (ipv4) {
      const [a = 0, b = 0, c = 0, d = 0] = ipv4;
      groups.push(a * 256 + b, c * 256 + d);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
};

/** Reads an IPv6 address (RFC 4291, section 2.2). Undefined for anything else. */
export const parseIpv6 = (text: string): Uint8Array | undefined => {
  const sides = text.split('::');
  const head = groupsOf(sides[0] ?? '');
  const tail = groupsOf(sides[1] ?? '');
  if (!head || !tail || sides.length > 2) return undefined;
  const missing = 8 - head.length - tail.length;
  if (sides.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
};

/** Sixteen bytes in the canonical form: the longest run of zero groups becomes `::` (RFC 5952). */
export const formatIpv6 = (bytes: Uint8Array): string => {
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  );
  let longest = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === '0') length++;
    if (length > longest.length) longest = { start, length };
  }
  if (longest.length < 2) return groups.join(':');
  return `${groups.slice(0, longest.start).join(':')}::${groups.slice(longest.start + longest.length).join(':')}`;
};
