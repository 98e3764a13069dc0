import { expect, it } from 'vitest';
import { unpackTapRecords } from '../../../../app/contract/index.ts';
import { finishedBytes, packedRecords } from '../../../../app/helper/tap/ring-records.ts';

const busy = 0x8000_0000;
const discarded = 0x4000_0000;
const recordBytes = 32 + 256;

const record = (id: number, { flags = 0, action = -1, length = 60, captured = 60 } = {}): Buffer => {
  const ring = Buffer.alloc(8 + recordBytes);
  ring.writeUInt32LE((recordBytes | flags) >>> 0, 0);
  ring.writeBigUInt64LE(BigInt(id), 8);
  ring.writeBigUInt64LE(5_000_000_000n, 16);
  ring.writeUInt32LE(7, 24);
  ring.writeInt32LE(action, 28);
  ring.writeUInt32LE(length, 32);
  ring.writeUInt32LE(captured, 36);
  ring.fill(0xab, 40, 40 + captured);
  return ring;
};

it('reads whole records up to one that is still being written', () => {
  const ring = Buffer.concat([record(1), record(2, { flags: busy }), record(3)]);
  const finished = finishedBytes(ring, ring.length, 100);
  expect(finished).toBe(8 + recordBytes);
  expect(unpackTapRecords(Buffer.concat(packedRecords(ring, finished)))).toMatchObject([{ id: 1 }]);
});

it('reads no record whose end is not there, and no more than asked for', () => {
  const ring = Buffer.concat([record(1), record(2)]);
  expect(finishedBytes(ring, ring.length - 1, 100)).toBe(8 + recordBytes);
  expect(finishedBytes(ring, ring.length, 1)).toBe(8 + recordBytes);
  expect(finishedBytes(ring, 4, 100)).toBe(0);
});

it('passes over records that the kernel took back', () => {
  const ring = Buffer.concat([record(1, { flags: discarded }), record(2)]);
  expect(unpackTapRecords(Buffer.concat(packedRecords(ring, ring.length)))).toMatchObject([{ id: 2 }]);
});

it('packs a record without the room its packet leaves, and unpacks what it says', () => {
  const id = 3 * 2 ** 40 + 9;
  const ring = Buffer.concat([
    record(id),
    record(id, { action: 1 }),
    record(id, { length: 1500, captured: 256 }),
  ]);
  const packed = Buffer.concat(packedRecords(ring, ring.length));
  expect(packed).toHaveLength(3 * 32 + 60 + 60 + 256);
  const [before, after, long] = unpackTapRecords(packed);
  expect(before).toMatchObject({
    id,
    timeNs: 5_000_000_000n,
    interfaceIndex: 7,
    action: null,
    lengthBytes: 60,
  });
  expect(before?.bytes).toHaveLength(60);
  expect(after).toMatchObject({ id, action: 1 });
  expect(long).toMatchObject({ lengthBytes: 1500 });
  expect(long?.bytes).toHaveLength(256);
});

it('gives a return value that is no action as the kernel sees it', () => {
  const ring = record(1, { action: -5 });
  expect(unpackTapRecords(Buffer.concat(packedRecords(ring, ring.length)))).toMatchObject([
    { action: 0xffff_fffb },
  ]);
});

it('leaves out a record that a text was cut in', () => {
  const ring = Buffer.concat([record(1), record(2)]);
  const packed = Buffer.concat(packedRecords(ring, ring.length));
  expect(unpackTapRecords(packed.subarray(0, packed.length - 1))).toHaveLength(1);
  expect(unpackTapRecords(packed.subarray(0, 20))).toEqual([]);
});
