import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../app/contract/index.ts';
import type { HelperContract } from '../../app/helper/contract/index.ts';
import { bpfObject } from '../support/bpf-object.ts';
import { labHelper, value } from '../support/lab-helper.ts';

const environment = 'tst-traffic';
const lab = labHelper({ name: environment, number: 84, legacyIp: true, vlan: true });

const attach = async (object: string, program: string, mode: 'native' | 'skb' = 'native'): Promise<void> => {
  const loader = 'xdp-loader';
  value(await lab.call('program.attach', { environment, object: bpfObject(object), program, mode, loader }));
};
const ping = async (to: Partial<InputOf<HelperContract, 'traffic.ping'>> = {}) =>
  value(
    await lab.call('traffic.ping', {
      ...{ environment, family: 'ip6', count: 7, intervalMs: 10, lengthBytes: 56 },
      ...to,
    }),
  );
const counters = async () => value(await lab.call('counters.read', { environment }));
const all = [1, 2, 3, 4, 5, 6, 7];

describe('a ping from inside', () => {
  it.each([
    [{ family: 'ip6' }, 'fc00:dead:cafe:54::1'],
    [{ family: 'ip4' }, '10.11.84.1'],
    [{ family: 'ip6', vlan: 1 }, 'fc00:dead:cafe:1054::1'],
    [{ family: 'ip4', vlan: 2 }, '192.168.102.1'],
  ] as const)('with %o is answered from %s', async (to, target) => {
    const { sent, answered, report, commands, ...rest } = await ping(to);
    expect(rest.target).toBe(target);
    expect({ sent, answered }).toEqual({ sent: all, answered: all });
    expect(report).toContain('7 packets transmitted, 7 received, 0% packet loss');
    expect(commands.map(({ exitCode }) => exitCode)).toEqual([0]);
  });

  it.each([
    ['ip6', 'native'],
    ['ip6', 'skb'],
    ['ip4', 'native'],
  ] as const)('over %s tells by sequence number what a program dropped in %s mode', async (family, mode) => {
    await attach('parity', 'xdp_parity_func_with_a_long_name', mode);
    expect((await ping({ family })).answered).toEqual([1, 3, 5, 7]);
  });

  it('that nothing answers ends all the same', async () => {
    await attach('several', 'xdp_drop_func');
    const { sent, answered } = await ping({ count: 3 });
    expect({ sent, answered }).toEqual({ sent: [1, 2, 3], answered: [] });
  });

  it('to an address that the environment does not have is refused', async () => {
    const bare = 'tst-traffic-ip6';
    value(await lab.call('env.up', { name: bare, number: 85 }));
    const answer = await lab.call('traffic.ping', {
      ...{ environment: bare, family: 'ip4', count: 1, intervalMs: 10, lengthBytes: 56 },
    });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
    value(await lab.call('env.down', { name: bare }));
  });
});

describe('counters', () => {
  it('of a program with xdp_stats_map are what was sent, in packets and bytes', async () => {
    await attach('parity', 'xdp_parity_func_with_a_long_name');
    const before = await counters();
    await ping();
    const after = await counters();
    expect(after.source).toBe('xdp_stats_map');
    expect(after.mapId).toBe(before.mapId);
    const rises = Object.fromEntries(
      after.counts.map(({ action, packets, bytes }, index) => [
        action,
        [packets - (before.counts[index]?.packets ?? 0), (bytes ?? 0) - (before.counts[index]?.bytes ?? 0)],
      ]),
    );
    // An echo request of 56 bytes: 14 of Ethernet, 40 of IPv6, 8 of ICMPv6.
    expect(rises).toEqual({
      XDP_ABORTED: [0, 0],
      XDP_DROP: [3, 3 * 118],
      XDP_PASS: [4, 4 * 118],
      XDP_TX: [0, 0],
      XDP_REDIRECT: [0, 0],
    });
  });

  it('of a program without it come from the driver in native mode', async () => {
    await attach('several', 'xdp_drop_func');
    const drops = async (): Promise<number> =>
      (await counters()).counts.find(({ action }) => action === 'XDP_DROP')?.packets ?? 0;
    const before = await drops();
    await ping({ count: 3 });
    expect(await counters()).toMatchObject({ source: 'ethtool', mapId: null });
    expect((await drops()) - before).toBe(3);
  });

  it('of a program without it are not to be had in skb mode', async () => {
    await attach('several', 'xdp_drop_func', 'skb');
    expect(await counters()).toMatchObject({ source: 'none', mapId: null, counts: [] });
  });

  it('are none where nothing is attached', async () => {
    value(await lab.call('program.detach', { environment, loader: 'xdp-loader' }));
    expect(await counters()).toMatchObject({ source: 'none', mapId: null, counts: [] });
  });
});
