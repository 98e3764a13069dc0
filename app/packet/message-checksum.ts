import { byteRange } from './bytes/bits.ts';
import { addWords, checksumWithPseudoHeader, finish, type PseudoHeader } from './checksum.ts';
import type { HeaderDefinition } from './headers/definition.ts';
import { ipv4 } from './headers/ipv4.ts';
import { routing } from './headers/ipv6-extension.ts';
import { ipv6 } from './headers/ipv6.ts';

/** Where a header and all that belongs to it lie in a frame; `end` is one past the last byte of its message. */
export interface Message {
  readonly header: HeaderDefinition;
  readonly start: number;
  readonly headerEnd: number;
  readonly end: number;
}

const ipv6AddressBytes = 16;

/**
 * The last stop of a packet with a routing header under way: what its pseudo-header holds in place of the destination
 * (RFC 8200, section 8.1). Types 0 and 2 list it last, segment routing (type 4, RFC 8754) first.
 */
const finalDestination = (frame: Uint8Array, { start, headerEnd }: Message): Uint8Array | undefined => {
  const segmentsLeft = frame[start + 3] ?? 0;
  const first = start + 8;
  if (segmentsLeft === 0 || headerEnd - first < ipv6AddressBytes) return undefined;
  const from = frame[start + 2] === 4 ? first : headerEnd - ipv6AddressBytes;
  return frame.subarray(from, from + ipv6AddressBytes);
};

const pseudoHeaderOf = (
  frame: Uint8Array,
  messages: readonly Message[],
  index: number,
): PseudoHeader | undefined => {
  const below = messages.slice(0, index);
  const at = below.findLastIndex(({ header }) => header === ipv4 || header === ipv6);
  const ip = below[at];
  const protocol = messages[index]?.header.numbers.protocol?.[0];
  if (!ip || protocol === undefined) return undefined;
  const address = (key: string): Uint8Array => {
    const field = ip.header.fields.find((one) => one.key === key);
    if (!field) return new Uint8Array();
    const { start, end } = byteRange(ip.start, field);
    return frame.subarray(start, end);
  };
  const route = below.slice(at).find(({ header }) => header === routing);
  return {
    source: address('src'),
    destination: (route && finalDestination(frame, route)) ?? address('dst'),
    protocol,
  };
};

/**
 * The checksum that the message at `index` should carry, its checksum field counted as zero. Undefined where it would
 * need an IP header and there is none. `messages` are the frame's, from the outside in.
 */
export const checksumOf = (
  frame: Uint8Array,
  messages: readonly Message[],
  index: number,
): number | undefined => {
  const message = messages[index];
  const checksum = message?.header.checksum;
  if (!message || !checksum) return undefined;
  const end = checksum.covers === 'header' ? message.headerEnd : message.end;
  // Not slice(): a Buffer's is no copy, and the caller's frame would be written to.
  const covered = new Uint8Array(frame.subarray(message.start, end));
  covered.fill(0, checksum.field.byte, checksum.field.byte + 2);
  if (!checksum.pseudoHeader) return finish(addWords(0, covered));
  const pseudo = pseudoHeaderOf(frame, messages, index);
  if (!pseudo) return undefined;
  const sum = checksumWithPseudoHeader(pseudo, covered);
  return sum === 0 && checksum.zeroWhenAbsent ? 0xffff : sum;
};
