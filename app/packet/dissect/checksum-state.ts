import { readBits } from '../bytes/bits.ts';
import { checksumOf } from '../message-checksum.ts';
import type { ChecksumState } from './dissection.ts';
import { isTruncated, type LayerSpan } from './span.ts';

/** Wireshark's numbers for the state of a checksum, as `udp.checksum.status` holds them. */
export const checksumStatusNames: Readonly<Record<number, string>> = {
  0: 'Bad',
  1: 'Good',
  2: 'Unverified',
  3: 'Not present',
};

/** What was found out about a layer's checksum; `status` is Wireshark's number. */
export interface ChecksumVerdict {
  readonly state: ChecksumState;
  readonly status: number;
  /** What it should be; undefined where that cannot be known. */
  readonly computed: number | undefined;
}

const unverified: ChecksumVerdict = { state: 'unverified', status: 2, computed: undefined };

/** Judges the checksum of the layer at `index`; undefined for a layer that has none. */
export const judgeChecksum = (
  frame: Uint8Array,
  spans: readonly LayerSpan[],
  index: number,
): ChecksumVerdict | undefined => {
  const span = spans[index];
  const checksum = span?.header.checksum;
  if (!checksum) return undefined;
  if (isTruncated(span) || (checksum.covers === 'message' && span.partial)) return unverified;
  const stored = readBits(frame, span.start, checksum.field);
  const overIpv6 = spans[index - 1]?.header.protocol.startsWith('ipv6') ?? false;
  // IPv4 may leave it out (RFC 768), IPv6 may not (RFC 8200, section 8.1).
  if (checksum.zeroWhenAbsent && stored === 0 && !overIpv6)
    return { state: 'unverified', status: 3, computed: undefined };
  const computed = checksumOf(frame, spans, index);
  if (computed === undefined) return unverified;
  // 0000 and ffff are one and the same in one's complement, so they verify alike.
  const good = computed % 0xffff === stored % 0xffff && !(checksum.zeroWhenAbsent && stored === 0);
  return { state: good ? 'good' : 'bad', status: good ? 1 : 0, computed };
};
