/** What tcpdump says of one frame, in our terms: field names with their printed values, outermost first. */
export interface TcpdumpFacts {
  readonly text: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** What tcpdump thinks of a checksum it names. */
  readonly checksums: readonly (readonly [name: string, state: 'good' | 'bad' | 'unverified'])[];
}

type Reading = readonly [pattern: RegExp, names: readonly string[], from?: 'hex' | 'decimal'];

const endpoint = String.raw`([0-9a-f.:]+?)`;
const readings: readonly Reading[] = [
  [
    /^(\S+) > (\S+), (?:ethertype [^(]*\((0x\w+)\)|802\.3), length (\d+):/,
    ['eth.src', 'eth.dst', 'eth.type', 'frame.len'],
  ],
  [/vlan (\d+), p (\d+),/g, ['vlan.id', 'vlan.priority']],
  [
    /\(tos (0x\w+),(?:ECT\(\d\),| CE,)? ttl (\d+), id (\d+), offset (\d+), flags \[[^\]]*\], proto [^(]*\((\d+)\), length (\d+)/g,
    ['ip.dsfield', 'ip.ttl', 'ip.id', 'ip.frag_offset', 'ip.proto', 'ip.len'],
  ],
  [/flowlabel (0x\w+)/g, ['ipv6.flow']],
  [/hlim (\d+), next-header [^(]*\((\d+)\) payload length: (\d+)\)/g, ['ipv6.hlim', 'ipv6.nxt', 'ipv6.plen']],
  [
    new RegExp(String.raw`payload length: \d+\) ${endpoint}(?:\.\d+)? > ([0-9a-f:]+)(?:\.\d+)?:`),
    ['ipv6.src', 'ipv6.dst'],
  ],
  [/^\s+(\d+\.\d+\.\d+\.\d+)(?:\.\d+)? > (\d+\.\d+\.\d+\.\d+)(?:\.\d+)?:/m, ['ip.src', 'ip.dst']],
  [/\.(\d+) > [0-9a-f.:]+\.(\d+): (?:\[(?:bad )?udp|\[no cksum)/, ['udp.srcport', 'udp.dstport']],
  [/\.(\d+) > [0-9a-f.:]+\.(\d+): Flags/, ['tcp.srcport', 'tcp.dstport']],
  [/Flags .* cksum (0x\w+) /, ['tcp.checksum']],
  [/Flags .* seq (\d+)/, ['tcp.seq']],
  [/Flags .* ack (\d+)/, ['tcp.ack']],
  [/Flags .* win (\d+)/, ['tcp.window_size_value']],
  [/\bmss (\d+)/, ['tcp.options.mss_val']],
  [/\bwscale (\d+)/, ['tcp.options.wscale.shift']],
  [/TS val (\d+) ecr (\d+)/, ['tcp.options.timestamp.tsval', 'tcp.options.timestamp.tsecr']],
  [/ICMP echo \w+, id (\d+), seq (\d+)/, ['icmp.ident', 'icmp.seq']],
  [/ICMP6, echo \w+, id (\d+), seq (\d+)/, ['icmpv6.echo.identifier', 'icmpv6.echo.sequence_number']],
  [/neighbor solicitation, .*who has ([0-9a-f:]+)/, ['icmpv6.nd.ns.target_address']],
  [/neighbor advertisement, .*tgt is ([0-9a-f:]+)/, ['icmpv6.nd.na.target_address']],
  [/(?:source|destination) link-address option \(\d\), length 8 \(1\): (\S+)/, ['icmpv6.opt.linkaddr']],
  [
    /ARP, .*Request who-has (\S+)(?: \([^)]*\))? tell ([0-9.]+)/,
    ['arp.dst.proto_ipv4', 'arp.src.proto_ipv4'],
  ],
  [/ARP, .*Reply (\S+) is-at ([0-9a-f:]+)/, ['arp.src.proto_ipv4', 'arp.src.hw_mac']],
  [/frag \((0x\w+):/, ['ipv6.fraghdr.ident']],
];

const verdicts: readonly (readonly [RegExp, string, 'good' | 'bad' | 'unverified'])[] = [
  [/\[icmp6 sum ok\]/, 'icmpv6.checksum', 'good'],
  [/\[bad icmp6 cksum/, 'icmpv6.checksum', 'bad'],
  [/\[udp sum ok\]/, 'udp.checksum', 'good'],
  [/\[bad udp cksum/, 'udp.checksum', 'bad'],
  [/\[no cksum\]/, 'udp.checksum', 'unverified'],
  [/cksum 0x\w+ \(correct\)/, 'tcp.checksum', 'good'],
  [/cksum 0x\w+ \(incorrect/, 'tcp.checksum', 'bad'],
  [/, bad cksum \w+ \(->/, 'ip.checksum', 'bad'],
  [/\(wrong icmp cksum/, 'icmp.checksum', 'bad'],
];

/** What the embedded packet of an ICMP error says must not be taken for the frame's own. */
const withoutEmbedded = (text: string): string => text.replace(/(unreachable|exceeded)[^\n]*\n[\s\S]*/, '$1');

const factsOf = (text: string): TcpdumpFacts => {
  const own = withoutEmbedded(text);
  const fields = readings.flatMap(([pattern, names]) =>
    [
      ...own.matchAll(
        new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`),
      ),
    ].flatMap((match) =>
      names.flatMap((name, index): (readonly [string, string])[] => {
        const value = match[index + 1];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  );
  const checksums = verdicts.flatMap(([pattern, name, state]) =>
    pattern.test(own) ? [[name, state] as const] : [],
  );
  return { text, fields, checksums };
};

/** Reads what `tcpdump -n -e -vv -S -t` prints: a frame starts at each line that is not indented. */
export const readTcpdump = (output: string): TcpdumpFacts[] =>
  output
    .trimEnd()
    .split(/\n(?=\S)/)
    .map(factsOf);
