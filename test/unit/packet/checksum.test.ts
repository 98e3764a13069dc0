import { describe, expect, test } from 'vitest';
import {
  addWords,
  checksumWithPseudoHeader,
  finish,
  internetChecksum,
} from '../../../app/packet/checksum.ts';
import { fromHex } from '../../../app/packet/bytes/hex.ts';

const bytes = (digits: string): Uint8Array => {
  const read = fromHex(digits);
  if (!read) throw new Error(digits);
  return read;
};

describe('the internet checksum', () => {
  test('adds up as in the example of RFC 1071, section 3', () => {
    expect(addWords(0, bytes('0001 f203 f4f5 f6f7'))).toBe(0x2ddf0);
    expect(internetChecksum(bytes('0001 f203 f4f5 f6f7'))).toBe(~0xddf2 & 0xffff);
  });

  test('is the complement of nothing for no bytes', () => {
    expect(internetChecksum(new Uint8Array())).toBe(0xffff);
  });

  test('pads an odd byte on the right', () => {
    expect(internetChecksum(bytes('ab'))).toBe(internetChecksum(bytes('ab00')));
  });

  test('comes to zero over bytes that carry their own checksum', () => {
    expect(internetChecksum(bytes('45000073000040004011b861c0a80001c0a800c7'))).toBe(0);
  });

  test('folds carries again and again', () => {
    expect(finish(0xffff * 0x20001)).toBe(0);
    expect(internetChecksum(new Uint8Array(100_000).fill(0xff))).toBe(0);
  });

  test('counts a pseudo-header with the message', () => {
    // 10.0.0.1 to 10.0.0.2, protocol 17, eight bytes of UDP: the sum is worked out by hand.
    const message = bytes('0001 0002 0008 0000');
    const pseudo = { source: bytes('0a000001'), destination: bytes('0a000002'), protocol: 17 };
    const sum = 0x0a00 + 0x0001 + 0x0a00 + 0x0002 + 17 + 8 + 0x0001 + 0x0002 + 0x0008;
    expect(checksumWithPseudoHeader(pseudo, message)).toBe(~sum & 0xffff);
  });
});
