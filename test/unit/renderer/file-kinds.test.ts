import { expect, test } from 'vitest';
import { acceptOf } from '../../../renderer/host/file-kinds.ts';

test('a browser offers the same names of a kind as the desktop', () => {
  expect(acceptOf('c')).toBe('.c,.h');
  expect(acceptOf('pcap')).toBe('.pcap,.pcapng,.cap');
});
