import { expect, it } from 'vitest';
import { parsePingReport } from '../../../../app/helper/operations/ping-report.ts';

const reply = (sequence: number, more = ''): string =>
  `64 bytes from fc00:dead:cafe:1::1: icmp_seq=${sequence} ttl=64 time=0.050 ms${more}`;
const summary = (transmitted: number): string =>
  `\n--- fc00:dead:cafe:1::1 ping statistics ---\n${transmitted} packets transmitted, 1 received`;

it('lists what was sent, and what was answered in ascending order', () => {
  const report = [reply(5), reply(1), reply(3), summary(5)].join('\n');
  expect(parsePingReport(report)).toEqual({ sent: [1, 2, 3, 4, 5], answered: [1, 3, 5] });
});

it('counts an answer that came twice once', () => {
  const report = [reply(1), reply(1, ' (DUP!)'), reply(2), summary(2)].join('\n');
  expect(parsePingReport(report)?.answered).toEqual([1, 2]);
});

it('takes an error from a router for no answer', () => {
  const unreachable = 'From fc00:dead:cafe:1::2 icmp_seq=1 Destination unreachable: Address unreachable';
  expect(parsePingReport([unreachable, reply(2), summary(2)].join('\n'))?.answered).toEqual([2]);
});

it('knows a report that never came to its summary', () => {
  expect(parsePingReport('ping: connect: Network is unreachable')).toBeUndefined();
});
