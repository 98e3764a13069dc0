import { expect, it } from 'vitest';
import { labHelper, value } from '../support/lab-helper.ts';

const lab = labHelper();

it('a probe answers every question once, with evidence', async () => {
  const { probes } = value(await lab.call('helper.probe', {}));
  expect(probes.map(({ id }) => id).sort()).toEqual(
    [
      ...['bpffs', 'btf', 'ipv6', 'libxdp-dispatcher', 'lockdown', 'prog-test-run', 'trace-cmd', 'tracefs'],
      ...['vlan-8021q', 'xdp-native', 'xdp-skb'],
    ].sort(),
  );
  expect(probes.filter(({ detail }) => detail === '')).toEqual([]);
});

it('a probe finds what no lab can do without', async () => {
  const { probes } = value(await lab.call('helper.probe', {}));
  const needed = ['bpffs', 'prog-test-run', 'xdp-native', 'xdp-skb'];
  expect(probes.filter(({ id, state }) => needed.includes(id) && state !== 'ok')).toEqual([]);
});

it('a probe tells how its evidence was had', async () => {
  const { commands } = value(await lab.call('helper.probe', {}));
  expect(commands.some(({ argv }) => argv.includes('trace-cmd'))).toBe(true);
  expect(commands.some(({ argv }) => argv.includes('xdpdrv'))).toBe(true);
});

it('two probes at once do not disturb each other', async () => {
  const both = await Promise.all([lab.call('helper.probe', {}), lab.call('helper.probe', {})]);
  const states = both.map((one) => value(one).probes.map(({ id, state }) => `${id} ${state}`));
  expect(states[0]).toEqual(states[1]);
});
