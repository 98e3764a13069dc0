import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createPcapReader, describeFrame, dissect, fieldAt } from '../../../app/packet/index.ts';
import { built, exemplaryTexts, fieldsOf, seeded, texts } from './support.ts';
import { readTcpdump } from './tcpdump-facts.ts';

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url);
const protocols = (frame: Uint8Array) => dissect(frame).layers.map(({ protocol }) => protocol);

describe('dissect, on traffic of a Linux kernel recorded with tcpdump', () => {
  const frames = createPcapReader().push(readFileSync(fixture('kernel-traffic.pcap')));
  const facts = readTcpdump(readFileSync(fixture('kernel-traffic.txt'), 'utf8'));
  const pairs = frames.map(({ bytes }, index) => ({ bytes, said: facts[index] }));

  test('has every frame that tcpdump printed', () => {
    expect(frames).toHaveLength(65);
    expect(facts).toHaveLength(65);
  });

  test('says of every field what tcpdump says', () => {
    const compared = new Set<string>();
    for (const { bytes, said } of pairs) {
      for (const [name, value] of said?.fields ?? []) {
        if (name === 'frame.len') {
          expect(bytes.length, said?.text).toBe(Number(value));
          continue;
        }
        const [field] = fieldsOf(bytes, name);
        const wanted = typeof field?.value === 'number' ? Number(value) : value;
        expect(field?.value, `${name} in ${said?.text ?? ''}`).toBe(wanted);
        compared.add(name);
      }
    }
    expect(compared.size).toBeGreaterThanOrEqual(34);
  });

  test('finds every checksum that tcpdump judges good to be good, and none of them bad', () => {
    const judged = pairs.flatMap(({ said }) => said?.checksums ?? []);
    expect(judged.length).toBeGreaterThan(30);
    for (const { bytes, said } of pairs) {
      for (const [name, state] of said?.checksums ?? [])
        expect(fieldsOf(bytes, name)[0]?.checksum?.state, said?.text).toBe(state);
      for (const { fields } of dissect(bytes).layers)
        for (const field of fields) expect(field.checksum?.state, said?.text).not.toBe('bad');
    }
  });

  test('can be built again from its description', () => {
    for (const { bytes } of frames) {
      const text = describeFrame(bytes);
      expect(built(text)).toEqual(bytes);
      expect(text).toMatch(/^eth/);
    }
  });
});

describe('dissect', () => {
  test('names layers and values as Wireshark does', () => {
    const frame = built('eth/vlan(7, pcp=3)/ip6/icmp6.echo(seq=2)');
    expect(protocols(frame)).toEqual(['eth', 'vlan', 'ipv6', 'icmpv6', 'data']);
    expect(texts(frame, 'eth.type')).toEqual(['0x8100']);
    expect(texts(frame, 'vlan.etype')).toEqual(['0x86dd']);
    expect(texts(frame, 'vlan.id')).toEqual(['7']);
    expect(texts(frame, 'ipv6.addr')).toEqual(['fc00:dead:cafe:1::2', 'fc00:dead:cafe:1::1']);
    expect(fieldsOf(frame, 'icmpv6.type')[0]).toMatchObject({ value: 128, meaning: 'Echo (ping) request' });
    expect(texts(frame, 'icmpv6.echo.sequence_number')).toEqual(['2']);
  });

  test('gives IPv4 lengths and offsets in bytes, as Wireshark does', () => {
    const frame = built('eth/ip4(ihl=7, frag=185)/payload(8)');
    expect(texts(frame, 'ip.hdr_len')).toEqual(['28']);
    expect(texts(frame, 'ip.frag_offset')).toEqual(['1480']);
  });

  test('knows where each field lies', () => {
    const frame = built('eth/vlan(7)/ip4(options=94040000)/tcp(1, 2, SA, options=020405b4)');
    expect(fieldsOf(frame, 'ip.options')[0]).toMatchObject({ start: 38, end: 42 });
    expect(fieldsOf(frame, 'tcp.dstport')[0]).toMatchObject({ start: 44, end: 46 });
    expect(fieldsOf(frame, 'tcp.options.mss_val')[0]).toMatchObject({ start: 64, end: 66, value: 1460 });
    const dissection = dissect(frame);
    expect(fieldAt(dissection, 45)?.name).toBe('tcp.dstport');
    expect(fieldAt(dissection, 14)?.name).toBe('vlan.priority');
    expect(fieldAt(dissection, 64)?.name).toBe('tcp.options.mss_val');
    expect(fieldAt(dissection, frame.length)).toBeUndefined();
  });

  test('stops IPv4 where its total length says and calls the rest a trailer', () => {
    const frame = built({ build: 'eth/ip4(len=28)/udp(1, 2, len=8)/payload(hex=000000000000)' });
    expect(protocols(frame)).toEqual(['eth', 'ip', 'udp', 'eth.trailer']);
    expect(texts(frame, 'eth.trailer')).toEqual(['00:00:00:00:00:00']);
  });

  test('takes two bytes below 1536 after the addresses for a length', () => {
    const frame = built('eth(type=38)/payload(38)');
    expect(texts(frame, 'eth.len')).toEqual(['38']);
    expect(texts(frame, 'eth.type')).toEqual([]);
  });

  test('leaves the bytes of a later fragment alone', () => {
    expect(protocols(built('eth/ip4(frag=1, proto=17)/payload(8)'))).toEqual(['eth', 'ip', 'data']);
    expect(protocols(built('eth/ip6/frag(1, next=17)/payload(8)'))).toEqual([
      'eth',
      'ipv6',
      'ipv6.fraghdr',
      'data',
    ]);
  });

  test.each([
    ['says nothing of its own length', '0200000000000000'],
    ['says one byte', '0201000000000000'],
    ['reaches beyond the header', '0209000000000000'],
  ])('ends the options at one that %s', (_, options) => {
    const frame = built(`eth/ip4/tcp(1, 2, options=${options})`);
    expect(texts(frame, 'tcp.option_kind')).toEqual(['2']);
    expect(texts(frame, 'tcp.option_len')).toHaveLength(1);
    expect(texts(frame, 'tcp.options.mss_val')).toEqual([]);
  });

  test('leaves the bytes it reads as they are', () => {
    const frame = built('eth/ip6/hopopts/udp(1, 2)/payload(9)');
    const read = Buffer.from(frame);
    dissect(read);
    expect(new Uint8Array(read)).toEqual(frame);
  });

  test('ends with bytes after 64 nested layers', () => {
    const frame = built(`eth/${'vlan(1)/'.repeat(80)}ip6/icmp6.echo`);
    const found = protocols(frame);
    expect(found).toHaveLength(65);
    expect(found.at(-1)).toBe('data');
  });

  test.each([
    ['ip.hdr_len', 16, 'header-length-too-small', 16, 20],
    ['ip.hdr_len', 60, 'header-length-beyond-end', 60, 48],
    ['ip.len', 19, 'length-too-small', 19, 48],
    ['ip.len', 49, 'length-beyond-end', 49, 48],
    ['udp.length', 7, 'length-too-small', 7, 28],
    ['udp.length', 29, 'length-beyond-end', 29, 28],
  ])('says what is wrong with %s = %i', (name, value, code, stated, actual) => {
    const frame = built({ build: 'eth/ip4/udp(1, 2)/payload(20)', set: { [name]: value } });
    const problems = dissect(frame)
      .layers.map(({ problem }) => problem)
      .filter(Boolean);
    expect(problems).toEqual([{ code, stated, actual }]);
  });

  test('marks the layer in which a frame was cut, at every byte of every header', () => {
    const unmarked: string[] = [];
    for (const text of exemplaryTexts) {
      const whole = built(text);
      const { layers } = dissect(whole);
      for (let length = 0; length < whole.length; length++) {
        const cut = dissect(whole.subarray(0, length));
        const torn = layers.find(({ start, headerEnd }) => start <= length && length < headerEnd);
        const last = cut.layers.at(-1);
        const bytesOnly = torn === undefined || torn.protocol === 'data' || torn.protocol === 'eth.trailer';
        const optionsUntilEnd = torn?.protocol === 'icmpv6' && last?.truncated === false;
        if (!bytesOnly && !optionsUntilEnd && (last?.protocol !== torn.protocol || !last.truncated))
          unmarked.push(`${text} at ${length}`);
        for (const layer of cut.layers)
          if (layer.end > length || layer.fields.some((field) => field.end > length))
            unmarked.push(`${layer.protocol} of ${text} beyond ${length}`);
      }
    }
    expect(unmarked).toEqual([]);
  });

  test('accounts for every byte of random frames, and of frames with random damage', () => {
    const random = seeded(0x1badcafe);
    for (let round = 0; round < 4000; round++) {
      const frame = round % 2 ? random.bytes(random.below(200)) : built(random.pick(exemplaryTexts));
      const type = random.pick([0x86dd, 0x0800, 0x8100, 0x0806]);
      if (round % 2 && frame.length >= 14) frame.set([type >> 8, type & 0xff], 12);
      for (let hits = random.below(6); hits > 0 && frame.length > 0; hits--)
        frame[random.below(frame.length)] = random.below(256);
      const { layers } = dissect(frame);
      let end = 0;
      const outside: string[] = [];
      for (const { protocol, start, headerEnd, fields } of layers) {
        if (start !== end || headerEnd < start) outside.push(protocol);
        end = headerEnd;
        for (const field of fields)
          if (field.start < start || field.end > headerEnd) outside.push(field.name);
      }
      expect(outside).toEqual([]);
      expect(end).toBe(frame.length);
      expect(layers.length).toBeLessThanOrEqual(66);
    }
  });
});

describe('a checksum', () => {
  const state = (frame: Uint8Array, name: string) => fieldsOf(frame, name)[0]?.checksum?.state;

  test('is good in every frame the builder makes', () => {
    let judged = 0;
    for (const text of exemplaryTexts)
      for (const { fields } of dissect(built(text)).layers)
        for (const { checksum } of fields) {
          if (!checksum) continue;
          judged++;
          expect(checksum.state, text).not.toBe('bad');
        }
    expect(judged).toBeGreaterThan(30);
  });

  test('is bad, with the right one at hand, after any byte it covers was changed', () => {
    const frame = built('eth/ip6/udp(1, 2)/payload(9)');
    const right = fieldsOf(frame, 'udp.checksum')[0]?.value;
    for (let index = 22; index < frame.length; index++) {
      if (index === 58 || index === 59 || index === 60 || index === 61) continue;
      const hit = frame.slice();
      hit[index] = (hit[index] ?? 0) ^ 0x40;
      expect(state(hit, 'udp.checksum'), `byte ${index}`).toBe('bad');
    }
    const wrong = built({ build: 'eth/ip6/udp(1, 2)/payload(9)', set: { 'udp.checksum': 0x1234 } });
    expect(fieldsOf(wrong, 'udp.checksum')[0]?.checksum).toEqual({ state: 'bad', computed: right });
  });

  test('is unverified where bytes are missing, in fragments, and where UDP over IPv4 leaves it out', () => {
    expect(state(built({ build: 'eth/ip6/icmp6.echo', truncate: 100 }), 'icmpv6.checksum')).toBe(
      'unverified',
    );
    expect(state(built('eth/ip4(mf=1)/udp(1, 2)/payload(8)'), 'udp.checksum')).toBe('unverified');
    expect(state(built('eth/ip4/udp(1, 2, checksum=0)'), 'udp.checksum')).toBe('unverified');
    expect(texts(built('eth/ip4/udp(1, 2, checksum=0)'), 'udp.checksum.status')).toEqual(['3']);
  });

  test('is bad where UDP over IPv6 leaves it out', () => {
    expect(state(built('eth/ip6/udp(1, 2, checksum=0)'), 'udp.checksum')).toBe('bad');
  });

  test.each([
    ['the first of a segment list', 4, '9'],
    ['the last of a type 0 header', 0, '8'],
  ])('of a packet on its way through a routing header counts %s as destination', (_, type, stop) => {
    const list = '00000000fc00dead000000000000000000000009fc00dead000000000000000000000008';
    const text = `eth/ip6/routing(${type}, 2, hex=${list})/udp(1, 2)`;
    const arrived = { build: text, set: { 'ipv6.dst': `fc00:dead::${stop}`, 'ipv6.routing.segleft': 0 } };
    expect(state(built(text), 'udp.checksum')).toBe('good');
    expect(state(built(arrived), 'udp.checksum')).toBe('good');
  });
});
