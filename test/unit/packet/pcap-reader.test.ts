import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createPcapReader, type Frame } from '../../../app/packet/index.ts';
import { built } from './support.ts';

interface Options {
  readonly magic?: number;
  readonly littleEndian?: boolean;
  readonly linkType?: number;
}

/** A capture with one record for each frame, at second 1 000 and a fraction of 5 units. */
const capture = (
  frames: readonly Uint8Array[],
  { magic = 0xa1b2c3d4, littleEndian = true, linkType = 1 }: Options = {},
) => {
  const bytes = new Uint8Array(24 + frames.reduce((sum, frame) => sum + 16 + frame.length, 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, littleEndian);
  view.setUint32(20, linkType, littleEndian);
  let at = 24;
  for (const frame of frames) {
    view.setUint32(at, 1000, littleEndian);
    view.setUint32(at + 4, 5, littleEndian);
    view.setUint32(at + 8, frame.length, littleEndian);
    view.setUint32(at + 12, frame.length + 3, littleEndian);
    bytes.set(frame, at + 16);
    at += 16 + frame.length;
  }
  return bytes;
};
const frames = [built('eth/ip6/icmp6.echo(seq=1)'), new Uint8Array(), built('eth/arp')];

describe('the pcap reader', () => {
  test.each([
    ['little-endian µs', 0xa1b2c3d4, true, 5000],
    ['big-endian µs', 0xa1b2c3d4, false, 5000],
    ['little-endian ns', 0xa1b23c4d, true, 5],
    ['big-endian ns', 0xa1b23c4d, false, 5],
  ])('reads %s', (_, magic, littleEndian, nanoseconds) => {
    const read = createPcapReader().push(capture(frames, { magic, littleEndian }));
    expect(read).toEqual(
      frames.map((bytes) => ({ bytes, originalLength: bytes.length + 3, seconds: 1000, nanoseconds })),
    );
  });

  test('reads the same frames from pieces of every size', () => {
    const whole = capture(frames);
    for (let size = 1; size <= whole.length; size++) {
      const reader = createPcapReader();
      const read: Frame[] = [];
      for (let start = 0; start < whole.length; start += size)
        read.push(...reader.push(whole.subarray(start, start + size)));
      expect(read.map(({ bytes }) => bytes)).toEqual(frames);
      expect(reader.pendingBytes).toBe(0);
    }
  });

  test('keeps no hold of the pieces it was given', () => {
    const piece = Buffer.from(capture(frames));
    const [frame] = createPcapReader().push(piece);
    piece.fill(0);
    expect(frame?.bytes).toEqual(frames[0]);
  });

  test('tells how much of a cut frame it waits for', () => {
    const reader = createPcapReader();
    expect(reader.push(capture(frames).subarray(0, -1))).toHaveLength(2);
    expect(reader.pendingBytes).toBe(16 + 42 - 1);
    expect(reader.failure).toBeUndefined();
  });

  test('refuses a record longer than any capture has, and holds nothing of it', () => {
    const bytes = capture(frames);
    new DataView(bytes.buffer).setUint32(24 + 16 + 118 + 8, 0xffff_fff0, true);
    const reader = createPcapReader();
    expect(reader.push(bytes)).toHaveLength(1);
    expect(reader.failure).toEqual({
      offset: 24 + 16 + 118,
      code: 'length',
      message: 'the record at byte 158 says it has 4294967280 bytes',
    });
    expect(reader.push(bytes)).toEqual([]);
    expect(reader.pendingBytes).toBe(0);
  });

  test('refuses what is no pcap, and link types other than Ethernet', () => {
    const text = createPcapReader();
    text.push(new TextEncoder().encode('#!/bin/sh\necho this is a script\n'));
    expect(text.failure).toMatchObject({ offset: 0, code: 'not-pcap' });
    const cooked = createPcapReader();
    cooked.push(capture(frames, { linkType: 113 }));
    expect(cooked.failure).toMatchObject({ offset: 0, code: 'link-type' });
  });

  test('reads what tcpdump wrote', () => {
    const file = readFileSync(new URL('fixtures/kernel-traffic.pcap', import.meta.url));
    const read = createPcapReader().push(file);
    expect(read).toHaveLength(65);
    for (const { bytes, originalLength } of read) expect(bytes.length).toBe(originalLength);
  });
});
