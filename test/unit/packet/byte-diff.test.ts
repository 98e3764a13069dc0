import { describe, expect, test } from 'vitest';
import { byteDiff, dissect } from '../../../app/packet/index.ts';
import { built } from './support.ts';

describe('byteDiff', () => {
  test('finds nothing between equal frames', () => {
    expect(byteDiff(built('eth/ip6/icmp6.echo'), built('eth/ip6/icmp6.echo'))).toEqual([]);
  });

  test('names the fields of a port rewrite with its checksum', () => {
    const before = built('eth/ip6/udp(40000, 2000)/payload(4)');
    const after = built('eth/ip6/udp(40000, 1999)/payload(4)');
    const changes = byteDiff(before, after, dissect(before));
    expect(changes.map(({ kind, before: { fields } }) => [kind, fields])).toEqual([
      ['changed', ['udp.dstport']],
      ['changed', ['udp.checksum']],
    ]);
    expect(changes[0]?.before).toMatchObject({ start: 57, end: 58, hex: 'd0' });
    expect(changes[0]?.after).toMatchObject({ start: 57, end: 58, hex: 'cf' });
  });

  test('sees a tag taken off as one removal', () => {
    const changes = byteDiff(built('eth/vlan(7)/ip6/icmp6.echo'), built('eth/ip6/icmp6.echo'));
    expect(changes).toEqual([
      {
        kind: 'removed',
        before: {
          start: 12,
          end: 16,
          hex: '81000007',
          fields: ['eth.type', 'vlan.priority', 'vlan.dei', 'vlan.id'],
        },
        after: { start: 12, end: 12, hex: '', fields: [] },
      },
    ]);
  });

  test('sees a tag put on as one insertion, and a change beside it', () => {
    const changes = byteDiff(built('eth/ip4(ttl=64)/udp'), built('eth/vlan(7)/ip4(ttl=63)/udp'));
    expect(changes.map(({ kind, after: { start, fields } }) => [kind, start, fields])).toEqual([
      ['inserted', 12, ['eth.type', 'vlan.priority', 'vlan.dei', 'vlan.id']],
      ['changed', 26, ['ip.ttl']],
      ['changed', 28, ['ip.checksum']],
    ]);
  });

  test('takes the first of several places that explain a removal alike', () => {
    expect(byteDiff(built('eth/payload(hex=00aaaaaa01)'), built('eth/payload(hex=00aaaa01)'))).toMatchObject([
      { kind: 'removed', before: { start: 15, end: 16, hex: 'aa' } },
    ]);
  });

  test('compares with nothing at all', () => {
    expect(byteDiff(new Uint8Array(), built('eth'))).toMatchObject([
      { kind: 'inserted', after: { start: 0, end: 14 } },
    ]);
    expect(byteDiff(built('eth'), new Uint8Array())).toMatchObject([
      { kind: 'removed', before: { start: 0, end: 14 } },
    ]);
  });
});
