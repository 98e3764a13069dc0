import { expect } from 'vitest';
import { succeed } from '../../app/contract/index.ts';
import { failing } from '../unit/renderer/double.ts';
import { open, test } from './open-page.ts';

test('the topology says what stands and what is attached, and draws each action in its own colour', async () => {
  const report = { ...failing, counters: { source: 'map', counts: { XDP_DROP: 3, XDP_PASS: 6 } } };
  const { page, lab } = await open({
    'check.run': () => Promise.resolve(succeed(report)),
    'env.status': () =>
      Promise.resolve(
        succeed({
          environment: {
            name: 'veth-packet01',
            number: 9,
            vlan: 'none' as const,
            legacyIp: false,
            keep: false,
            outer: {
              interface: 'veth-packet01',
              mac: '02:00:00:00:00:01',
              addresses: ['fc00:dead:cafe:9::1/64'],
            },
            inner: { interface: 'veth0', mac: '02:00:00:00:00:02', addresses: ['fc00:dead:cafe:9::2/64'] },
            program: null,
            heldBy: null,
          },
          commands: [],
        }),
      ),
  });
  const topology = page.getByRole('complementary', { name: 'Topology' });
  await topology.getByText('not up').waitFor();
  await topology.getByText('fc00:dead:cafe:1::2/64').waitFor();
  lab.emit('lab.state', {
    kernel: '6.12.0',
    sandbox: 'host',
    privilege: 'granted',
    way: 'root',
    failure: null,
    helper: 'running',
    environments: [
      {
        name: 'veth-packet01',
        program: { interface: 'veth-packet01', mode: 'native', id: 41, name: 'xdp_parser', tag: 'aa' },
      },
    ],
  });
  await topology.getByText('stands now').waitFor();
  await topology.getByText('xdp_parser').waitFor();
  await topology.getByText('id 41').waitFor();
  await topology.getByText('fc00:dead:cafe:9::2/64').waitFor();
  await page.keyboard.press('F5');
  const drop = topology.getByRole('meter', { name: 'XDP_DROP' });
  await drop.waitFor();
  expect(await drop.getAttribute('aria-valuenow')).toBe('3');
  const colours = await topology
    .getByRole('meter')
    .evaluateAll((bars) => bars.map((bar) => getComputedStyle(bar).color));
  expect(new Set(colours).size).toBe(5);
});
