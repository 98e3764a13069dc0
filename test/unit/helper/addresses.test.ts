import { describe, expect, it } from 'vitest';
import { endOf, macOf, routesOf, subnetsOf } from '../../../app/helper/environment/addresses.ts';

const plan = { name: 'veth-x', number: 1, vlan: 'none', legacyIp: false } as const;

const outerOf = (change: Partial<Parameters<typeof subnetsOf>[0]>): string[] =>
  subnetsOf({ ...plan, ...change }).map(({ outer }) => `${outer.address} on ${outer.interface}`);

describe('the addresses of an environment', () => {
  it('are one IPv6 subnet by default', () => {
    expect(endOf(plan, 'outer').addresses).toEqual(['fc00:dead:cafe:1::1/64']);
    expect(endOf(plan, 'inner').addresses).toEqual(['fc00:dead:cafe:1::2/64']);
  });

  it('write the number in hexadecimal in IPv6 and in decimal in IPv4', () => {
    expect(outerOf({ number: 255, legacyIp: true })).toEqual([
      'fc00:dead:cafe:ff::1 on veth-x',
      '10.11.255.1 on veth-x',
    ]);
  });

  it('stand on VLAN interfaces where the kernel makes the VLANs', () => {
    expect(outerOf({ vlan: '8021q', legacyIp: true })).toEqual([
      'fc00:dead:cafe:1::1 on veth-x',
      '10.11.1.1 on veth-x',
      'fc00:dead:cafe:1001::1 on veth-x.1',
      '192.168.101.1 on veth-x.1',
      'fc00:dead:cafe:2001::1 on veth-x.2',
      '192.168.102.1 on veth-x.2',
    ]);
  });

  it('stand on the veth itself where the lab’s programs make them', () => {
    expect(outerOf({ vlan: 'clsact' })).toEqual([
      'fc00:dead:cafe:1::1 on veth-x',
      'fc00:dead:cafe:1001::1 on veth-x',
      'fc00:dead:cafe:2001::1 on veth-x',
    ]);
  });

  it('never come together for two numbers', () => {
    const all = Array.from({ length: 255 }, (_, index) =>
      outerOf({ number: index + 1, vlan: 'clsact' }),
    ).flat();
    expect(new Set(all).size).toBe(all.length);
  });
});

it('the inner end reaches every environment through the outer one', () => {
  expect(routesOf({ ...plan, number: 16, legacyIp: true })).toEqual([
    { to: 'fc00:dead:cafe::/48', via: 'fc00:dead:cafe:10::1' },
    { to: '10.11.0.0/16', via: '10.11.16.1' },
  ]);
});

it('MAC addresses are locally administered unicast and hold the number', () => {
  expect([macOf(10, 'outer'), macOf(10, 'inner')]).toEqual(['02:00:00:00:0a:01', '02:00:00:00:0a:02']);
});
