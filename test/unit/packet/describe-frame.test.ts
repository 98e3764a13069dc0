import { describe, expect, test } from 'vitest';
import { describeFrame } from '../../../app/packet/index.ts';
import { fromHex } from '../../../app/packet/bytes/hex.ts';
import { built, exemplaryTexts, seeded } from './support.ts';

/** The bytes of a description, be it in the packet language or hexadecimal digits. */
const read = (text: string): Uint8Array => (text.startsWith('eth') ? built(text) : built({ raw: text }));

describe('describeFrame', () => {
  test.each([
    ['eth/ip6/icmp6.echo(seq=2)', 'eth/ip6/icmp6.echo(seq=2)'],
    ['eth/ip6/icmp6.echo(seq=2)/payload(0)', 'eth/ip6/icmp6.echo(seq=2)/payload(0)'],
    ['eth/vlan(7)/ip4/icmp.echo(seq=2)', 'eth/vlan(7)/ip4/icmp.echo(seq=2)'],
    ['eth/vlan(100,tpid=0x88a8)/vlan(7,pcp=3)/ip6', 'eth/vlan(100,tpid=0x88a8)/vlan(7,pcp=3)/ip6'],
    ['eth/ip4(ihl=15)/udp(1,2)', 'eth/ip4(ihl=15)/udp(1,2)'],
    ['eth/ip6/udp(1,2,len=9)', 'eth/ip6/udp(1,2,len=9)'],
    ['eth/ip4/tcp(1,2,flags=SA)', 'eth/ip4/tcp(1,2,SA)'],
    ['eth/arp', 'eth/arp(request)'],
    ['eth(type=0x1234)/payload(hex=ffff)', 'eth(type=0x1234)/payload(hex=ffff)'],
    ['eth/ip6(next=17)', 'eth/ip6(next=17)'],
  ])('writes %s as %s', (text, description) => {
    const said = describeFrame(built(text));
    expect(said).toBe(description);
    expect(built(said)).toEqual(built(text));
  });

  test('gives back every frame of the language in the language', () => {
    for (const text of exemplaryTexts) {
      const said = describeFrame(built(text));
      expect(said, text).toMatch(/^eth/);
      expect(built(said), said).toEqual(built(text));
    }
  });

  test('gives back every cut frame', () => {
    const wrong: string[] = [];
    for (const text of exemplaryTexts) {
      const frame = built(text);
      for (let length = 0; length <= frame.length; length++) {
        const cut = frame.subarray(0, length);
        if (Buffer.compare(read(describeFrame(cut)), cut) !== 0) wrong.push(`${text} at ${length}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('gives back random and damaged frames, byte for byte', () => {
    const random = seeded(20261122);
    const wrong: string[] = [];
    for (let round = 0; round < 1500; round++) {
      const frame = round % 3 ? built(random.pick(exemplaryTexts)) : random.bytes(random.below(120));
      for (let hits = random.below(5); hits > 0 && frame.length > 0; hits--)
        frame[random.below(frame.length)] = random.below(256);
      const said = describeFrame(frame);
      if (Buffer.compare(read(said), frame) !== 0) wrong.push(said);
    }
    expect(wrong).toEqual([]);
  });

  test('writes digits where the language has no words', () => {
    expect(describeFrame(new Uint8Array([1, 2, 3]))).toBe('010203');
    expect(fromHex('')).toEqual(new Uint8Array());
    expect(describeFrame(new Uint8Array())).toBe('');
  });
});
