import { describe, expect, test } from 'vitest';
import { dissect, matches, parseFilter } from '../../../app/packet/index.ts';
import { built } from './support.ts';

const echo = 'eth/vlan(100, tpid=0x88a8)/vlan(7, pcp=3)/ip6/icmp6.echo(seq=2, id=0x1234)';
const syn = 'eth/ip4(ttl=3, df=1)/tcp(40000, 80, SA, options=020405b4)/payload("GET /index")';
const datagram = 'eth/ip4(10.11.1.2, 192.168.101.1)/udp(40000, 2000, checksum=0xbad)/payload(4)';

const holds = (filter: string, frame: string): boolean => {
  const result = parseFilter(filter);
  if (!result.ok) throw new Error(result.error.message);
  return matches(result.filter, dissect(built(frame)));
};

describe('a display filter', () => {
  test.each([
    // presence
    ['eth', echo, true],
    ['vlan', echo, true],
    ['ipv6 && icmpv6', echo, true],
    ['ip', echo, false],
    ['icmpv6.echo.identifier', echo, true],
    ['tcp.options.mss_val', syn, true],
    ['tcp.options.wscale.shift', syn, false],
    // numbers
    ['icmpv6.type == 128', echo, true],
    ['icmpv6.type eq 0x80', echo, true],
    ['icmpv6.type == "Echo (ping) request"', echo, true],
    ['icmpv6.type == "echo (ping) reply"', echo, false],
    ['icmpv6.echo.sequence_number < 2', echo, false],
    ['icmpv6.echo.sequence_number le 2', echo, true],
    ['icmpv6.echo.sequence_number >= 3', echo, false],
    ['icmpv6.echo.sequence_number gt 1', echo, true],
    ['ip.ttl lt 4 and ip.ttl ge 3', syn, true],
    ['ip.hdr_len == 20', syn, true],
    ['frame.len == 68', syn, true],
    ['frame.len > 68', syn, false],
    ['tcp.srcport > tcp.dstport', syn, true],
    ['ip.src == ip.dst', syn, false],
    // flags and bits
    ['ip.flags.df == 1', syn, true],
    ['ip.flags.df == true && ip.flags.mf == FALSE', syn, true],
    ['tcp.flags.syn == 1 and not tcp.flags.fin == 1', syn, true],
    ['tcp.flags & 0x10', syn, true],
    ['tcp.flags & 0x04', syn, false],
    ['tcp.flags & 0x12 == 0x12', syn, true],
    ['icmpv6.echo.sequence_number & 1 == 0', echo, true],
    // addresses
    ['eth.src == 02:00:00:00:00:02', echo, true],
    ['eth.src == 02-00-00-00-00-01', echo, false],
    ['ipv6.src == fc00:dead:cafe:1:0:0:0:2', echo, true],
    ['ipv6.addr == fc00:dead:cafe:1::/64', echo, true],
    ['ipv6.addr == fc00:dead:cafe:2::/64', echo, false],
    ['ip.dst == 192.168.0.0/16', datagram, true],
    ['ip.dst == 192.168.102.0/23', datagram, false],
    ['ip.dst == 192.168.100.0/23', datagram, true],
    ['ip.src < 10.11.1.3', datagram, true],
    // several occurrences
    ['vlan.id == 7', echo, true],
    ['vlan.id == 100', echo, true],
    ['vlan.id != 7', echo, false],
    ['vlan.id != 8', echo, true],
    ['vlan.id !== 7', echo, true],
    ['vlan.id === 7', echo, false],
    ['vlan.id#1 == 100', echo, true],
    ['vlan.id#2 == 100', echo, false],
    ['vlan.id#-1 == 7', echo, true],
    ['vlan.id#3 == 7', echo, false],
    ['ip.addr == 10.11.1.2 && ip.addr == 192.168.101.1', datagram, true],
    ['ip.addr != 10.11.1.2', datagram, false],
    ['!(ip.addr == 10.11.1.9)', datagram, true],
    ['udp.port == 2000', datagram, true],
    ['tcp.port == 2000', datagram, false],
    // a comparison with an absent field never holds, its negation does
    ['ip.ttl != 1', echo, false],
    ['ip.ttl < 1000', echo, false],
    ['!(ip.ttl == 1)', echo, true],
    // sets
    ['vlan.id in {1, 2, 5..9}', echo, true],
    ['vlan.id in {1 2 3}', echo, false],
    ['vlan.id not in {7}', echo, false],
    ['udp.dstport in {1990..2000}', datagram, true],
    ['udp.dstport in {2001..2010}', datagram, false],
    ['ip.src in {10.11.1.1..10.11.1.3}', datagram, true],
    ['ip.dst in {10.0.0.0/8, 192.168.101.0/24}', datagram, true],
    // bytes, slices and text
    ['eth.src[0:3] == 02:00:00', echo, true],
    ['eth.src[5] == 2', echo, true],
    ['eth.src[-1:] == 02', echo, true],
    ['eth.src[1-2] == 00:00', echo, true],
    ['eth.src[:2,5] == 02:00:02', echo, true],
    ['frame[12:2] == 88:a8', echo, true],
    ['ipv6.src[0:2] == fc00', echo, true],
    ['frame[9999:] == 00', echo, false],
    ['frame contains "GET /"', syn, true],
    ['frame contains "get /"', syn, false],
    ['tcp contains 2f:69:6e', syn, true],
    ['data.data contains "POST"', syn, false],
    ['eth.src contains 00:02', syn, true],
    ['data matches "^get /IND"', syn, true],
    ['data ~ r"/\\w+$"', syn, true],
    ['data matches "^index"', syn, false],
    // verdicts on checksums
    ['udp.checksum.status == "Bad"', datagram, true],
    ['ip.checksum.status == 1', datagram, true],
    ['tcp.checksum.status == "Good"', syn, true],
    // how operators bind
    ['ip || ipv6 && arp', syn, true],
    ['(ip or ipv6) and arp', syn, false],
    ['not ip or tcp', syn, true],
    ['!ip&&!tcp', syn, false],
    ['not not ip', syn, true],
  ])('%s on %s: %s', (filter, frame, expected) => {
    expect(holds(filter, frame)).toBe(expected);
  });

  test('takes a chain of any length', () => {
    const chain = Array.from({ length: 20_000 }, (_, id) => `vlan.id == ${id % 4096}`);
    expect(holds(chain.join(' || '), echo)).toBe(true);
    expect(holds(chain.join(' && '), echo)).toBe(false);
  });
});

describe('a display filter that cannot be understood', () => {
  test.each([
    ['', 0, /a field name, not the end/],
    ['ip.scr == 1', 0, /did you mean ip\.src\b.*not ip\.scr/],
    ['ipv6.type == 128', 0, /did you mean .*icmpv6\.type/],
    ['icmpv6.tpye', 0, /did you mean icmpv6\.type/],
    ['qqqqqqqq', 0, /a field or protocol that exists, not qqqqqqqq/],
    ['icmpv6.type ==', 14, /a number for icmpv6\.type, not the end/],
    ['icmpv6.type == abc', 15, /a number for icmpv6\.type, not abc/],
    ['icmpv6.type == "Ping"', 15, /a number for icmpv6\.type, not Ping/],
    ['icmpv6.type = 128', 12, /a field name, a value or an operator, not "="/],
    ['icmpv6.type 128', 12, /"and", "or" or an operator, not 128/],
    ['eth.src == 5', 11, /a MAC address/],
    ['ip.src == 10.0.0', 10, /an IPv4 address .* or network/],
    ['ip.src == 10.0.0.0/33', 10, /an IPv4 address/],
    ['ip.src < 10.0.0.0/8', 9, /a single address/],
    ['ip.src == ip.ttl', 10, /a field of the same kind as ip\.src, not ip\.ttl/],
    ['(ip and udp', 11, /"and", "or" or "\)", not the end/],
    ['ip)', 2, /"and", "or" or an operator, not \)/],
    ['ip and', 6, /a field name, not the end/],
    ['vlan.id in 7', 11, /"\{", not 7/],
    ['vlan.id in {7', 13, /"," or "\}", not the end/],
    ['vlan.id in {}', 12, /a number for vlan\.id/],
    ['vlan.id#0 == 1', 0, /an occurrence such as #1/],
    ['eth.src[a] == 1', 7, /a slice/],
    ['frame contains "open', 20, /a closing "/],
    ['frame matches "("', 14, /a regular expression, not \(/],
    ['frame matches abc', 14, /a regular expression in quotes/],
    ['ip.ttl matches "6"', 15, /matches with bytes or a protocol only/],
    ['ip.ttl contains 6', 16, /contains with bytes or a protocol only/],
    ['ip == 1', 3, /a field or a slice to compare, or ip alone/],
    ['eth.src & 1', 10, /a MAC address|no & with eth\.src/],
    [`${'('.repeat(5000)}ip`, 101, /fewer brackets and negations/],
  ])('%s is refused at %i', (text, position, message) => {
    const result = parseFilter(text);
    if (result.ok) throw new Error('it was understood');
    expect(result.error.message).toMatch(message);
    expect(result.error.position).toBe(position);
    expect(result.error.message).toContain(`at ${position}: expected`);
  });
});
