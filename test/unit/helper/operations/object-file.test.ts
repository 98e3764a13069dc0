import { expect, it } from 'vitest';
import { readObject } from '../../../../app/helper/operations/object-file.ts';

/** The ELF header of a little-endian 64-bit relocatable BPF object, and room for nothing else. */
const header = (): Buffer => {
  const bytes = Buffer.alloc(64);
  bytes.write('\x7fELF', 'latin1');
  bytes.set([2, 1, 1], 4);
  bytes.writeUInt16LE(1, 16);
  bytes.writeUInt16LE(247, 18);
  return bytes;
};
const detailOf = (bytes: Buffer): string => {
  const read = readObject(bytes.toString('base64'));
  return read.ok ? 'ok' : `${read.failure.code}: ${read.failure.detail}`;
};
const with16 = (at: number, value: number): Buffer => {
  const bytes = header();
  bytes.writeUInt16LE(value, at);
  return bytes;
};

it('takes an object for BPF', () => {
  expect(detailOf(header())).toBe('ok');
});

it.each([
  ['nothing', Buffer.alloc(0), 'begin as an ELF file'],
  ['text', Buffer.from('SEC("xdp") int f(void);'.repeat(5)), 'begin as an ELF file'],
  ['an ELF file cut short', header().subarray(0, 63), 'begin as an ELF file'],
  ['one of 32 bit', Buffer.from(header().fill(1, 4, 5)), '64-bit little-endian'],
  ['one of the other byte order', Buffer.from(header().fill(2, 5, 6)), '64-bit little-endian'],
  ['one for x86-64', with16(18, 62), 'e_machine is 62, BPF is 247'],
  ['an executable', with16(16, 2), 'not a relocatable object'],
])('refuses %s, and says why', (_, bytes, why) => {
  expect(detailOf(bytes)).toContain('not-an-object');
  expect(detailOf(bytes)).toContain(why);
});
