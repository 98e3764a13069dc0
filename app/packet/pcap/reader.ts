import { createByteQueue } from './byte-queue.ts';

/** A captured frame. `originalLength` is what it measured on the wire, bytes; `bytes` may be fewer. */
export interface Frame {
  readonly bytes: Uint8Array;
  readonly originalLength: number;
  /** Time of capture: seconds since 1970, and nanoseconds within that second. */
  readonly seconds: number;
  readonly nanoseconds: number;
}

/** Why a capture cannot be read on; `offset` counts bytes from its start. */
export interface PcapError {
  readonly offset: number;
  readonly code: 'not-pcap' | 'link-type' | 'length';
  readonly message: string;
}

/** Reads a capture as it comes in, in pieces of any size. */
export interface PcapReader {
  /** The frames that these bytes complete. After a failure: none. */
  push(bytes: Uint8Array): Frame[];
  readonly failure: PcapError | undefined;
  /** Bytes of a header or frame that is not complete yet; where the capture has ended, they were cut off. */
  readonly pendingBytes: number;
}

interface Format {
  readonly littleEndian: boolean;
  readonly nanosecondsPerUnit: number;
}

const fileHeaderBytes = 24;
const recordHeaderBytes = 16;
/** libpcap's MAXIMUM_SNAPLEN: a record that says more is not one. */
const longestFrameBytes = 262_144;
const ethernetLinkType = 1;

/** The first four bytes, read big-endian, tell the byte order and the unit of the fraction of a second. */
const formats: ReadonlyMap<number, Format> = new Map([
  [0xa1b2c3d4, { littleEndian: false, nanosecondsPerUnit: 1000 }],
  [0xd4c3b2a1, { littleEndian: true, nanosecondsPerUnit: 1000 }],
  [0xa1b23c4d, { littleEndian: false, nanosecondsPerUnit: 1 }],
  [0x4d3cb2a1, { littleEndian: true, nanosecondsPerUnit: 1 }],
]);

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Reads classic pcap of Ethernet frames (the Internet-Draft "PCAP Capture File Format"), either byte order, µs or ns. */
export const createPcapReader = (): PcapReader => {
  const queue = createByteQueue();
  let offset = 0;
  let format: Format | undefined;
  let failure: PcapError | undefined;

  const fail = (code: PcapError['code'], message: string): void => {
    failure = { offset, code, message };
    queue.drop(queue.length);
  };
  const consume = (count: number): void => {
    queue.drop(count);
    offset += count;
  };

  const readFormat = (): Format | undefined => {
    const header = queue.peek(fileHeaderBytes);
    if (!header) return undefined;
    const view = viewOf(header);
    const magic = view.getUint32(0);
    const found = formats.get(magic);
    if (!found) {
      fail('not-pcap', `a pcap file does not start with 0x${magic.toString(16).padStart(8, '0')}`);
      return undefined;
    }
    // The upper bits can say how long the frame check sequence is.
    const linkType = view.getUint32(20, found.littleEndian) & 0xffff;
    if (linkType !== ethernetLinkType) {
      fail('link-type', `link type ${linkType} is not Ethernet (${ethernetLinkType})`);
      return undefined;
    }
    consume(fileHeaderBytes);
    return found;
  };

  const readRecord = ({ littleEndian, nanosecondsPerUnit }: Format): Frame | undefined => {
    const header = queue.peek(recordHeaderBytes);
    if (!header) return undefined;
    const view = viewOf(header);
    const length = view.getUint32(8, littleEndian);
    if (length > longestFrameBytes) {
      fail('length', `the record at byte ${offset} says it has ${length} bytes`);
      return undefined;
    }
    const record = queue.peek(recordHeaderBytes + length);
    if (!record) return undefined;
    consume(recordHeaderBytes + length);
    return {
      bytes: new Uint8Array(record.subarray(recordHeaderBytes)),
      originalLength: view.getUint32(12, littleEndian),
      seconds: view.getUint32(0, littleEndian),
      nanoseconds: view.getUint32(4, littleEndian) * nanosecondsPerUnit,
    };
  };

  return {
    get failure() {
      return failure;
    },
    get pendingBytes() {
      return queue.length;
    },
    push(bytes) {
      const frames: Frame[] = [];
      if (failure) return frames;
      queue.add(bytes);
      format ??= readFormat();
      while (format) {
        const frame = readRecord(format);
        if (!frame) break;
        frames.push(frame);
      }
      return frames;
    },
  };
};
