import { describe, expect, test } from 'vitest';
import { buildFrame, type FrameSpec } from '../../../app/packet/index.ts';
import { toHex } from '../../../app/packet/bytes/hex.ts';

const built = (spec: FrameSpec): Uint8Array => {
  const result = buildFrame(spec);
  if (!result.ok) throw new Error(result.error.message);
  return result.frame;
};
const hex = (spec: FrameSpec, start = 0, end?: number) => toHex(built(spec).subarray(start, end));

describe('buildFrame', () => {
  test('lays out an ICMPv6 echo request as ping sends it', () => {
    const frame = built('eth/ip6/icmp6.echo(seq=2)');
    expect(frame).toHaveLength(14 + 40 + 8 + 56);
    expect(hex('eth/ip6/icmp6.echo(seq=2)', 0, 14)).toBe('020000000001' + '020000000002' + '86dd');
    expect(hex('eth/ip6/icmp6.echo(seq=2)', 14, 22)).toBe('60000000' + '0040' + '3a' + '40');
    expect(toHex(frame.subarray(22, 54))).toBe(
      'fc00deadcafe00010000000000000002' + 'fc00deadcafe00010000000000000001',
    );
    expect(toHex(frame.subarray(54, 56))).toBe('8000');
    expect(toHex(frame.subarray(58, 64))).toBe('0001' + '0002' + '0001');
  });

  test('names each tag in the layer before it', () => {
    expect(hex('eth/vlan(7)/ip6', 12, 18)).toBe('8100' + '0007' + '86dd'.slice(0, 4));
    expect(hex('eth/vlan(100, tpid=0x88a8)/vlan(7, pcp=5, dei=1)/ip4', 12, 22)).toBe(
      '88a8' + '0064' + '8100' + 'b007' + '0800',
    );
  });

  test('computes the IPv4 header checksum of a known header', () => {
    // A header worked through in many textbooks and encyclopaedias: its checksum is b861.
    const text = 'eth/ip4(192.168.0.1, 192.168.0.199, df=1, id=0, len=115, proto=17)/payload(95)';
    expect(hex(text, 24, 26)).toBe('b861');
  });

  test('pads IPv4 options to a multiple of four and counts them in the header length', () => {
    const text = 'eth/ip4(options=0701)/icmp.echo(seq=1)';
    expect(hex(text, 14, 15)).toBe('46');
    expect(hex(text, 34, 38)).toBe('07010000');
    expect(built(text)).toHaveLength(14 + 24 + 8 + 56);
  });

  test('fills a header up to the length a text states', () => {
    expect(built('eth/ip4(ihl=15)/icmp.echo')).toHaveLength(14 + 60 + 8 + 56);
    expect(hex('eth/ip4(ihl=15)/icmp.echo', 14, 15)).toBe('4f');
  });

  test('writes a header length below the true one as it is given', () => {
    expect(built('eth/ip4(ihl=3)/icmp.echo')).toHaveLength(14 + 20 + 8 + 56);
    expect(hex('eth/ip4(ihl=3)/icmp.echo', 14, 15)).toBe('43');
  });

  test('chains IPv6 extension headers and pads them to eight bytes', () => {
    const frame = built('eth/ip6/hopopts/routing(0)/frag(0, 1, id=9)/dstopts(options=c20400000000)/udp(1,2)');
    expect(toHex(frame.subarray(20, 21))).toBe('00');
    expect(toHex(frame.subarray(54, 62))).toBe('2b00010400000000');
    expect(toHex(frame.subarray(62, 70))).toBe('2c00000000000000');
    expect(toHex(frame.subarray(70, 78))).toBe('3c00000100000009');
    expect(toHex(frame.subarray(78, 86))).toBe('1100c20400000000');
    expect(frame).toHaveLength(86 + 8);
  });

  test('sets TCP flags by their letters and pads TCP options', () => {
    const frame = built('eth/ip4/tcp(1000, 2000, SA, options=020405b4010303)');
    expect(toHex(frame.subarray(46, 48))).toBe('7012');
    expect(toHex(frame.subarray(54))).toBe('020405b401030300');
  });

  test('sends a UDP checksum that comes out as zero as ffff', () => {
    const text = 'eth/ip4(10.11.1.2, 10.11.1.1)/udp(40000, 2000)';
    const sum = Number.parseInt(hex(`${text}/payload(hex=0000)`, 40, 42), 16);
    const filler = sum.toString(16).padStart(4, '0');
    expect(hex(`${text}/payload(hex=${filler})`, 40, 42)).toBe('ffff');
  });

  test('leaves what a text gives alone', () => {
    expect(hex('eth(type=0x1234)/ip6(next=17, plen=3)/icmp6.echo(checksum=0xbeef)', 12, 14)).toBe('1234');
    expect(hex('eth/ip6(next=17, plen=3)/icmp6.echo(checksum=0xbeef)', 18, 21)).toBe('000311');
    expect(hex('eth/ip6(next=17, plen=3)/icmp6.echo(checksum=0xbeef)', 56, 58)).toBe('beef');
  });

  test('makes ARP requests, with padding behind them where asked', () => {
    expect(hex('eth(dst=ff:ff:ff:ff:ff:ff)/arp(request, tpa=10.11.1.9)/payload(18)')).toBe(
      'ffffffffffff' +
        '020000000002' +
        '0806' +
        '0001080006040001' +
        '020000000002' +
        '0a0b0102' +
        '000000000000' +
        '0a0b0109' +
        '000102030405060708090a0b0c0d0e0f1011',
    );
  });

  test('takes payload by length, by digits and as text', () => {
    expect(hex('eth/payload(3)', 14)).toBe('000102');
    expect(hex('eth/payload(hex=de ad:be-ef)', 14)).toBe('deadbeef');
    expect(hex('eth/payload("Hi, (you)/=")', 14)).toBe(toHex(new TextEncoder().encode('Hi, (you)/=')));
  });

  test('ignores blanks between signs', () => {
    expect(hex(' eth ( src = 02:00:00:00:00:09 ) / vlan ( 7 , pcp = 3 ) / ip6 ')).toBe(
      hex('eth(02:00:00:00:00:09)/vlan(7,pcp=3)/ip6'),
    );
  });

  test('patches fields by their Wireshark names after the checksums', () => {
    const plain = hex('eth/ip4/icmp.echo');
    const patched = hex({
      build: 'eth/ip4/icmp.echo',
      set: { 'ip.hdr_len': 24, 'ip.ttl': '0x01', 'icmp.type': 0 },
    });
    expect(patched.slice(28, 30)).toBe('46');
    expect(patched.slice(44, 46)).toBe('01');
    expect(patched.slice(48, 52)).toBe(plain.slice(48, 52));
    expect(patched.slice(68, 70)).toBe('00');
  });

  test('patches the second of two tags when asked for it', () => {
    expect(hex({ build: 'eth/vlan(1)/vlan(2)/ip6', set: { 'vlan.id#2': 9 } }, 14, 20)).toBe('000181000009');
  });

  test('cuts a frame after patching it', () => {
    expect(built({ build: 'eth/ip6/icmp6.echo', truncate: 40 })).toHaveLength(40);
    expect(hex({ raw: '02 00 00', truncate: 2 })).toBe('0200');
  });
});

describe('a text that cannot be built', () => {
  test.each<[FrameSpec, number, RegExp]>([
    ['', 0, /the name of a layer, not the end/],
    ['eth/', 4, /the name of a layer, not the end/],
    ['eth/ip5', 4, /a layer \(eth, vlan, .*payload\), not ip5/],
    ['ip6/udp', 0, /eth as the first layer, not ip6/],
    ['eth/ip6/udp(1,2', 15, /"," or "\)", not the end/],
    ['eth/vlan(id)', 9, /a number from 0 to 4095, not id/],
    ['eth/vlan(4096)', 9, /a number from 0 to 4095, not 4096/],
    ['eth/vlan(7, prio=2)', 12, /a parameter of vlan \(pcp, dei, id, type, tpid\), not prio/],
    ['eth/vlan(7, id=8)', 12, /each parameter once, not id again/],
    ['eth/vlan(7, 8)', 12, /a parameter by name \(key=value\) in vlan/],
    ['eth/vlan(pcp=7, 8)', 16, /a parameter by name/],
    ['eth/ip4(src=fc00::1)', 12, /an IPv4 address \(10\.11\.1\.2\), not fc00::1/],
    ['eth/ip6(src=fc00:::1)', 12, /an IPv6 address/],
    ['eth(02:00:00:00:00)', 4, /a MAC address/],
    ['eth/ip4/tcp(flags=SQ)', 18, /letters out of FSRPAUECN, or a number from 0 to 4095, not SQ/],
    ['eth/ip4(options=123)', 16, /pairs of hexadecimal digits/],
    ['eth/payload(70000)', 12, /a number from 0 to 65535, not 70000/],
    ['eth/payload(1, hex=00)', 15, /one of len, hex or text in payload/],
    ['eth/udp', 4, /vlan, arp, ip4, ip6, payload after eth, not udp/],
    ['eth/ip6/icmp6.echo(type=1)', 19, /no type in icmp6\.echo, which is 128 already/],
    ['eth/ip6/icmp6.echo(seq=1)x', 25, /"\/", not "x"/],
    ['eth/ip6#', 7, /"\(" or "\/", not "#"/],
    ['eth/payload("open', 17, /a closing ", not the end/],
    [{}, 0, /either build or raw/],
    [{ build: 'eth', raw: '00' }, 0, /either build or raw/],
    [{ raw: '0g' }, 0, /pairs of hexadecimal digits in raw/],
    [{ build: 'eth', truncate: 15 }, 0, /truncate from 0 to 14, the frame's length, not 15/],
    [{ build: 'eth/ip4', set: { 'ip.hdr_len': 21 } }, 0, /a multiple of 4 from 0 to 60 for ip\.hdr_len/],
    [
      { build: 'eth/ip4', set: { 'ipv6.hlim': 1 } },
      0,
      /a field of this frame to set \(eth\.dst, .*\), not ipv6\.hlim/,
    ],
    [
      { build: 'eth/ip4', set: { 'ip.src': '10.0.0' } },
      0,
      /an IPv4 address \(10\.11\.1\.2\) for ip\.src, not 10\.0\.0/,
    ],
  ])('%j is refused at %i', (spec, position, message) => {
    const result = buildFrame(spec);
    if (result.ok) throw new Error('it was built');
    expect(result.error.position).toBe(position);
    expect(result.error.message).toMatch(message);
    expect(result.error.message).toContain(`at ${position}: expected ${result.error.expected}`);
  });

  test('is refused where the frame outgrows a length field', () => {
    const result = buildFrame('eth/ip4/payload(65535)');
    expect(result).toMatchObject({ ok: false, error: { position: 4, expected: 'at most 65535 in ip.len' } });
  });
});
