import { expect, it } from 'vitest';
import { holdsOnlyOurs } from '../../../../app/helper/environment/ours.ts';

const innerMac = '02:00:00:00:ac:02';
const lo = { ifname: 'lo', address: '00:00:00:00:00:00' };

it('a namespace with our inner end is ours, whatever else was put into it', () => {
  const links = [lo, { ifname: 'veth0', address: innerMac }, { ifname: 'br0', address: '02:00:00:00:00:09' }];
  expect(holdsOnlyOurs(links, innerMac)).toBe(true);
});

it('one in which there is only what the kernel puts there counts as ours, which had just begun', () => {
  expect(holdsOnlyOurs([lo], innerMac)).toBe(true);
  expect(holdsOnlyOurs([lo, { ifname: 'sit0', address: '0.0.0.0' }], innerMac)).toBe(true);
});

it('one with an interface of another’s is not', () => {
  expect(holdsOnlyOurs([lo, { ifname: 'veth0', address: '02:00:00:00:ad:02' }], innerMac)).toBe(false);
});
