import { buildFrame, dissect, type Field, type FrameSpec } from '../../../app/packet/index.ts';

/** The frame of a spec that is meant to be right. */
export const built = (spec: FrameSpec): Uint8Array => {
  const result = buildFrame(spec);
  if (!result.ok) throw new Error(`${JSON.stringify(spec)}: ${result.error.message}`);
  return result.frame;
};

/** All occurrences of a field by its name, in the frame's order. */
export const fieldsOf = (frame: Uint8Array, name: string): Field[] =>
  dissect(frame).layers.flatMap(({ fields }) => fields.filter((field) => field.names.includes(name)));

/** The printed values of a field's occurrences. */
export const texts = (frame: Uint8Array, name: string): string[] =>
  fieldsOf(frame, name).map(({ text }) => text);

/** Numbers from 0 to 2³² - 1 that are the same on every run (xorshift32). */
export const seeded = (seed: number) => {
  let state = seed;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return {
    below: (limit: number): number => next() % limit,
    bytes: (length: number): Uint8Array => Uint8Array.from({ length }, () => next() & 0xff),
    pick: <T>(list: readonly T[]): T => {
      const one = list[next() % list.length];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
  };
};

/** One text for every kind of layer, and some of their combinations. */
export const exemplaryTexts = [
  'eth',
  'eth/payload(46)',
  'eth/arp(request)/payload(18)',
  'eth/vlan(7)/arp(reply, sha=02:00:00:00:00:01, spa=10.11.1.1, tha=02:00:00:00:00:02, tpa=10.11.1.2)',
  'eth/ip6',
  'eth/ip6/icmp6.echo(seq=2)',
  'eth/ip6/icmp6.reply(seq=2, id=0x1234)/payload("ping")',
  'eth/vlan(7, pcp=5, dei=1)/ip6(hlim=1, tc=0xb8, flow=0xabcde)/icmp6.echo(3)/payload(0)',
  'eth/vlan(100, tpid=0x88a8)/vlan(7)/ip4/icmp.echo(seq=2)',
  'eth/vlan(1)/vlan(2)/vlan(3)/ip6/udp(1, 2)/payload(3)',
  'eth/ip6/icmp6(1, 4)/payload(48)',
  'eth/ip6/icmp6(2, mtu=1400)/payload(40)',
  'eth/ip6/icmp6(200, 1)/payload(9)',
  'eth(dst=33:33:00:00:00:02)/ip6(dst=ff02::2, hlim=255)/icmp6.rs(options=0101020000000002)',
  'eth/ip6(hlim=255)/icmp6.ra(options=050100000000059c, lifetime=1800)',
  'eth/ip6(hlim=255)/icmp6.ns(fc00:dead:cafe:1::1, options=0101020000000002)',
  'eth/ip6(hlim=255)/icmp6.na(fc00:dead:cafe:1::2, solicited=1, options=0201020000000001)',
  'eth/ip6(fe80::2, ff02::16, hlim=1)/hopopts(options=050200000100)/icmp6(143, records=1)/payload(20)',
  'eth/ip6/hopopts/icmp6(131, group=ff02::1:ff00:2)',
  'eth/ip6/routing(0, 0)/dstopts/udp(5000, 53)/payload(11)',
  'eth/ip6/routing(4, 1, hex=00000000fc00dead000000000000000000000009)/tcp(1, 2, S)',
  'eth/ip6/frag(0, 1, id=7)/udp(5000, 53)/payload(24)',
  'eth/ip6/frag(3, 0, id=7)/payload(5)',
  'eth/ip4/icmp.reply(seq=9)',
  'eth/ip4/icmp(3, 4, mtu=1400)/payload(28)',
  'eth/ip4/icmp(11)/payload(28)',
  'eth/ip4(10.0.0.1, 10.0.0.2, ttl=1, id=0xbeef, df=1, tos=0x10)/udp(40000, 2000)/payload(1)',
  'eth/ip4(options=94040000)/udp(40000, 2000)/payload(7)',
  'eth/ip4(ihl=15)/tcp(40000, 2000, SA, options=020405b40402080a0102030405060708)/payload(5)',
  'eth/ip4(mf=1, id=5)/udp(1, 2)/payload(16)',
  'eth/ip4(frag=185, id=5)/payload(16)',
  'eth/ip4/ip4(192.0.2.1, 192.0.2.2)/udp(7, 8)',
  'eth/ip6/ip4/tcp(80, 40000, FPUECN, seq=4294967295, ack=7, window=0, urgent=1)',
  'eth/ip4/ip6/icmp6.echo(1)',
];
