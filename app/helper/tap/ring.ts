import { mapMemory, pageBytes } from './memory.ts';
import { finishedBytes, packedRecords } from './ring-records.ts';

/** At most so much is read at a time. */
const chunkBytes = 512 * 1024;

/** The reading end of a BPF ring buffer; there must be one only. */
export interface Ring {
  /** The oldest records, packed, so many at most; empty where there is none. Good until the next read. */
  readonly read: (mostRecords: number) => Buffer[];
  readonly close: () => void;
}

/**
 * Maps a ring buffer: the consumer's position, which is ours to write, on one page; the producer's, and the data twice in a
 * row, behind it (kernel/bpf/ringbuf.c). The descriptor may be closed at once.
 */
export const openRing = (fd: number, sizeBytes: number): Ring => {
  const consumer = mapMemory(fd, { offset: 0, lengthBytes: pageBytes, write: true });
  const producer = mapMemory(fd, {
    offset: pageBytes,
    lengthBytes: pageBytes + 2 * sizeBytes,
    write: false,
  });
  const position = Buffer.alloc(8);
  const chunk = Buffer.alloc(Math.min(chunkBytes, sizeBytes));
  consumer.copyOut(position, 0, position.length);
  let read = position.readBigUInt64LE();

  return {
    read: (mostRecords) => {
      producer.copyOut(position, 0, position.length);
      const waiting = Math.min(Number(position.readBigUInt64LE() - read), chunk.length);
      if (waiting <= 0) return [];
      const from = pageBytes + Number(read % BigInt(sizeBytes));
      producer.copyOut(chunk, from, waiting);
      const finished = finishedBytes(chunk, waiting, mostRecords);
      // Copied again: a record that another CPU finished during the first copy is whole only now.
      producer.copyOut(chunk, from, finished);
      const records = packedRecords(chunk, finished);
      read += BigInt(finished);
      position.writeBigUInt64LE(read);
      consumer.copyIn(position, 0);
      return records;
    },
    close: () => {
      consumer.unmap();
      producer.unmap();
    },
  };
};
