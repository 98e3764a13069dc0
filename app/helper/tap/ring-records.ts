import { tapBytesMax, tapHeaderBytes } from '../../contract/index.ts';

/** A record's header in a BPF ring buffer (kernel/bpf/ringbuf.c): u32 length with two flags on top, u32 of the kernel's own. */
const headerBytes = 8;
const busy = 0x8000_0000;
const discarded = 0x4000_0000;
const alignment = 8;

/** `sizeof(struct tap_record)` of bpf/tap/xdp_tap.c. */
const recordBytes = tapHeaderBytes + tapBytesMax;
const capturedAt = 28;

const lengthOf = (header: number): number => header & ~(busy | discarded);
const roundUp = (length: number): number => Math.ceil(length / alignment) * alignment;

/**
 * How many of a ring's bytes, from a record's header on, hold whole records that the kernel has finished writing,
 * `mostRecords` of them at most.
 */
export const finishedBytes = (ring: Buffer, lengthBytes: number, mostRecords: number): number => {
  let at = 0;
  for (let records = 0; records < mostRecords && at + headerBytes <= lengthBytes; records += 1) {
    const header = ring.readUInt32LE(at);
    const end = at + headerBytes + roundUp(lengthOf(header));
    if ((header & busy) !== 0 || end > lengthBytes) break;
    at = end;
  }
  return at;
};

/** The records within finished bytes of a ring, without the room that short packets leave in them. */
export const packedRecords = (ring: Buffer, lengthBytes: number): Buffer[] => {
  const records: Buffer[] = [];
  for (let at = 0; at < lengthBytes;) {
    const header = ring.readUInt32LE(at);
    const start = at + headerBytes;
    if ((header & discarded) === 0 && lengthOf(header) === recordBytes) {
      const captured = Math.min(ring.readUInt32LE(start + capturedAt), tapBytesMax);
      records.push(ring.subarray(start, start + tapHeaderBytes + captured));
    }
    at = start + roundUp(lengthOf(header));
  }
  return records;
};
