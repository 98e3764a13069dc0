import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { CallName, Environment, InputOf } from '../../app/contract/index.ts';
import type { HelperContract } from '../../app/helper/contract/index.ts';
import { startHelper, type HelperConnection } from '../../app/helper/elevate/index.ts';
import { planRecord } from '../../app/helper/environment/make.ts';
import { bpfObject } from '../support/bpf-object.ts';
import { createHelperProcesses, helperPath } from '../support/helper-process.ts';
import { value } from '../support/lab-helper.ts';
import { thingsNaming, thingsNamingAreGone } from '../support/things-naming.ts';
import { addressesOn, answers, here, inside, interfaceIn, ip, ipRows } from '../support/network.ts';

/** 0xab: the digits differ in hexadecimal and decimal. */
const number = 171;
const name = 'veth-env-test';

type Request = InputOf<HelperContract, 'env.up'>;

let connection: HelperConnection;

beforeAll(async () => {
  connection = value(await startHelper({ helperPath, ways: ['root'] }));
});
afterAll(async () => {
  await connection.dispose();
  await thingsNamingAreGone(name, `number-${number}`, `lab-${connection.pid}-`);
});

const lab = {
  call: <N extends CallName<HelperContract>>(verb: N, input: InputOf<HelperContract, N>) =>
    connection.client.call(verb, input),
};

const up = async (options: Partial<Request> = {}): Promise<Environment> => {
  onTestFinished(async () => {
    value(await lab.call('env.down', { name }));
  });
  return value(await lab.call('env.up', { name, number, ...options })).environment;
};

const code = async (answer: Promise<{ ok: boolean; failure?: { code: string } }>) =>
  (await answer).failure?.code;

const plain = [['fc00:dead:cafe:ab::1/64', 'fc00:dead:cafe:ab::2/64']];
const legacy = [['10.11.171.1/24', '10.11.171.2/24']];
const vlans = [
  ['fc00:dead:cafe:10ab::1/64', 'fc00:dead:cafe:10ab::2/64'],
  ['fc00:dead:cafe:20ab::1/64', 'fc00:dead:cafe:20ab::2/64'],
];
const legacyVlans = [
  ['192.168.101.1/24', '192.168.101.2/24'],
  ['192.168.102.1/24', '192.168.102.2/24'],
];

const combinations = [
  { options: {}, pairs: plain },
  { options: { legacyIp: true }, pairs: [...plain, ...legacy] },
  { options: { vlan: true }, pairs: [...plain, ...vlans] },
  { options: { vlan: true, legacyIp: true }, pairs: [...plain, ...legacy, ...vlans, ...legacyVlans] },
].map(({ options, pairs }) => ({
  options,
  outer: pairs.flatMap(([address]) => address ?? []),
  inner: pairs.flatMap(([, address]) => address ?? []),
}));

const withoutPrefix = (addresses: readonly string[]): string[] =>
  addresses.map((address) => address.replace(/\/.*/, ''));

describe.each(combinations)('an environment with $options', ({ options, outer, inner }) => {
  it('has exactly its addresses, on the machine and in the answer', async () => {
    const environment = await up(options);
    expect([...environment.outer.addresses].sort()).toEqual([...outer].sort());
    expect([...environment.inner.addresses].sort()).toEqual([...inner].sort());
    expect(addressesOn(null, [name, `${name}.1`, `${name}.2`])).toEqual([...outer].sort());
    expect(addressesOn(name, ['veth0', 'veth0.1', 'veth0.2'])).toEqual([...inner].sort());
  });

  it('carries packets both ways on every address, from its first moment on', async () => {
    await up(options);
    const unanswered = [
      ...withoutPrefix(outer).filter((target) => !answers(name, target)),
      ...withoutPrefix(inner).filter((target) => !answers(null, target)),
    ];
    expect(unanswered).toEqual([]);
  });

  it('knows every neighbour for good, so that nobody has to ask', async () => {
    await up(options);
    const known = (namespace: readonly string[], mac: string) =>
      ipRows(...namespace, 'neighbour', 'show', 'nud', 'permanent')
        .flatMap(({ dst, lladdr }) => (lladdr === mac ? [dst] : []))
        .sort();
    expect(known([], '02:00:00:00:ab:02')).toEqual(withoutPrefix(inner).sort());
    expect(known(['-n', name], '02:00:00:00:ab:01')).toEqual(withoutPrefix(outer).sort());
  });
});

describe('an environment', () => {
  it('has MAC addresses that follow from its number', async () => {
    const { outer, inner } = await up();
    expect([outer.mac, interfaceIn(null, name).address]).toEqual(Array(2).fill('02:00:00:00:ab:01'));
    expect([inner.mac, interfaceIn(name, 'veth0').address]).toEqual(Array(2).fill('02:00:00:00:ab:02'));
  });

  it('is up at both ends, with carrier, and so is lo inside', async () => {
    await up();
    expect(interfaceIn(null, name).operstate).toBe('UP');
    expect(interfaceIn(name, 'veth0').operstate).toBe('UP');
    expect(answers(name, '::1')).toBe(true);
  });

  it('reaches the addresses of other environments through the outer end', async () => {
    await up({ legacyIp: true });
    const routes = [...ipRows('-n', name, '-6', 'route', 'show'), ...ipRows('-n', name, 'route', 'show')];
    expect(routes).toContainEqual(
      expect.objectContaining({ dst: 'fc00:dead:cafe::/48', gateway: 'fc00:dead:cafe:ab::1' }),
    );
    expect(routes).toContainEqual(expect.objectContaining({ dst: '10.11.0.0/16', gateway: '10.11.171.1' }));
  });

  it.each(['outer', 'inner'] as const)('sends nothing of its own accord from its %s end', async (end) => {
    const environment = await up();
    const device = `net/ipv6/conf/${environment[end].interface}`;
    const names = ['accept_dad', 'accept_ra', 'router_solicitations', 'force_mld_version'];
    const args = ['-n', ...names.map((setting) => `${device}/${setting}`)];
    const values = end === 'inner' ? inside(name, 'sysctl', ...args) : here('sysctl', ...args);
    expect(values.trim().split('\n')).toEqual(['0', '0', '0', '1']);
  });

  it('leaves VLAN tags and checksums in the bytes, at both ends', async () => {
    await up();
    for (const features of [inside(name, 'ethtool', '-k', 'veth0'), here('ethtool', '-k', name)]) {
      expect(features).toMatch(/^rx-vlan-offload: off$/m);
      expect(features).toMatch(/^tx-vlan-offload: off$/m);
      expect(features).toMatch(/^tx-checksumming: off$/m);
    }
  });

  it('shows the program on its outer end', async () => {
    await up();
    value(
      await lab.call('program.attach', {
        environment: name,
        object: bpfObject('drop_tagged'),
        program: 'drop_tagged',
        mode: 'skb',
        loader: 'iproute2',
      }),
    );
    const { environment } = value(await lab.call('env.status', { name }));
    expect(environment.program).toMatchObject({ interface: name, mode: 'skb', name: 'drop_tagged' });
  });
});

describe('VLAN tags', () => {
  it.each(['native', 'skb'] as const)('are in the bytes that XDP sees in %s mode', async (mode) => {
    await up({ vlan: true, legacyIp: true });
    const tagged = ['fc00:dead:cafe:10ab::1', 'fc00:dead:cafe:20ab::1', '192.168.101.1', '192.168.102.1'];
    const answered = () =>
      [...tagged, 'fc00:dead:cafe:ab::1', '10.11.171.1'].filter((to) => answers(name, to));
    value(
      await lab.call('program.attach', {
        environment: name,
        object: bpfObject('drop_tagged'),
        program: 'drop_tagged',
        mode,
        loader: 'iproute2',
      }),
    );
    expect(answered()).toEqual(['fc00:dead:cafe:ab::1', '10.11.171.1']);
    value(await lab.call('program.detach', { environment: name, loader: 'iproute2' }));
    expect(answered()).toEqual([...tagged, 'fc00:dead:cafe:ab::1', '10.11.171.1']);
  });

  it('are not put on what only looks like one: another number, another id, a longer prefix', async () => {
    const { vlan } = await up({ vlan: true });
    value(
      await lab.call('program.attach', {
        environment: name,
        object: bpfObject('drop_tagged'),
        program: 'drop_tagged',
        mode: 'native',
        loader: 'iproute2',
      }),
    );
    // The outer end answers for these as well once it has them; they reach it only without a tag.
    const others = ['fc00:dead:cafe:10ac::1', 'fc00:dead:cafe:30ab::1', 'fc00:dead:cafe:21ab::1'];
    for (const address of others) ip('address', 'add', `${address}/128`, 'dev', name, 'nodad');
    expect(['clsact', '8021q']).toContain(vlan);
    expect(others.filter((target) => !answers(name, target))).toEqual([]);
  });
});

describe('env.up again', () => {
  it('answers what is there, untouched, for the same options', async () => {
    await up({ vlan: true });
    const before = interfaceIn(null, name).ifindex;
    const { environment, commands } = value(await lab.call('env.up', { name, number, vlan: true }));
    expect(environment).toMatchObject({ name, number, legacyIp: false, heldBy: connection.pid });
    expect(interfaceIn(null, name).ifindex).toBe(before);
    expect(commands).toEqual([]);
  });

  it('builds anew for other options', async () => {
    await up({ vlan: true });
    const { environment } = value(await lab.call('env.up', { name, number, legacyIp: true }));
    expect(environment).toMatchObject({ vlan: 'none', legacyIp: true });
    expect(addressesOn(null, [name, `${name}.1`, `${name}.2`])).toEqual([
      '10.11.171.1/24',
      'fc00:dead:cafe:ab::1/64',
    ]);
  });

  it('builds anew where the interface was removed from outside', async () => {
    await up();
    ip('link', 'delete', 'dev', name);
    expect(await code(lab.call('env.status', { name }))).toBe('interface-missing');
    value(await lab.call('env.up', { name, number }));
    expect(answers(name, 'fc00:dead:cafe:ab::1')).toBe(true);
  });

  it('builds anew where the namespace was removed from outside', async () => {
    await up();
    ip('netns', 'delete', name);
    expect(await code(lab.call('env.status', { name }))).toBe('interface-missing');
    value(await lab.call('env.up', { name, number }));
    expect(answers(name, 'fc00:dead:cafe:ab::1')).toBe(true);
  });
});

describe('the commands that env.up and env.down report', () => {
  it('make and remove the same environment when a person types them', async () => {
    const { commands } = value(await lab.call('env.up', { name, number, legacyIp: true }));
    const { commands: removal } = value(await lab.call('env.down', { name }));
    onTestFinished(() => {
      for (const { argv } of removal) here(argv[0] ?? '', ...argv.slice(1));
      expect(thingsNaming(name)).toEqual([]);
    });
    for (const { argv } of commands) here(argv[0] ?? '', ...argv.slice(1));
    expect(addressesOn(null, [name])).toEqual(['10.11.171.1/24', 'fc00:dead:cafe:ab::1/64']);
    expect(answers(name, 'fc00:dead:cafe:ab::1')).toBe(true);
  });
});

describe('what was not made by the lab', () => {
  it('is left alone: a namespace', async () => {
    ip('netns', 'add', name);
    onTestFinished(() => void ip('netns', 'delete', name));
    expect(await code(lab.call('env.up', { name, number }))).toBe('env-exists');
    expect(value(await lab.call('env.down', { name })).removed).toBe(false);
    expect(thingsNaming(name)).toContain(`namespace ${name}`);
  });

  it('is left alone: an interface', async () => {
    ip('link', 'add', 'name', name, 'type', 'veth', 'peer', 'name', `${name}-p`);
    onTestFinished(() => void ip('link', 'delete', 'dev', name));
    const before = interfaceIn(null, name);
    expect(await code(lab.call('env.up', { name, number }))).toBe('env-exists');
    expect(value(await lab.call('env.down', { name })).removed).toBe(false);
    expect(interfaceIn(null, name)).toEqual(before);
  });

  it('is left alone: a namespace and an interface that took the place of ours', async () => {
    await up();
    ip('link', 'delete', 'dev', name);
    ip('netns', 'delete', name);
    ip('netns', 'add', name);
    ip('link', 'add', 'name', name, 'type', 'veth', 'peer', 'name', `${name}-p`);
    onTestFinished(() => {
      ip('link', 'delete', 'dev', name);
      ip('netns', 'delete', name);
    });
    const before = interfaceIn(null, name);
    value(await lab.call('env.down', { name }));
    expect(interfaceIn(null, name)).toEqual(before);
    expect(thingsNaming(name)).toContain(`namespace ${name}`);
  });
});

describe('a namespace of which nothing but the name was written down', () => {
  const downAsPlanned = async (): Promise<void> => {
    const plan = { name, number, vlan: 'none', legacyIp: false, keep: true } as const;
    writeFileSync(`/run/xdp-lab/environment-${name}.json`, JSON.stringify(planRecord(plan)));
    value(await lab.call('env.down', { name }));
  };

  it('is left alone where it holds an interface of another’s', async () => {
    ip('netns', 'add', name);
    onTestFinished(() => void ip('netns', 'delete', name));
    ip('-n', name, 'link', 'add', 'name', 'veth0', 'type', 'veth', 'peer', 'name', 'veth1');
    await downAsPlanned();
    expect(thingsNaming(name)).toEqual([`namespace ${name}`]);
  });

  it('is removed where it is empty, or not even one yet', async () => {
    ip('netns', 'add', name);
    await downAsPlanned();
    expect(thingsNaming(name)).toEqual([]);
    writeFileSync(`/run/netns/${name}`, '');
    await downAsPlanned();
    expect(thingsNaming(name)).toEqual([]);
  });
});

describe('an environment whose record cannot be read', () => {
  const record = `/run/xdp-lab/environment-${name}.json`;

  it('is removed by what it still bears of ours', async () => {
    await up({ vlan: true });
    writeFileSync(record, '{"number":');
    expect(value(await lab.call('env.down', { name })).removed).toBe(true);
    expect(thingsNaming(name)).toEqual([]);
  });

  it('is left alone where it bears nothing of ours', async () => {
    ip('netns', 'add', name);
    onTestFinished(() => {
      ip('netns', 'delete', name);
      rmSync(record, { force: true });
    });
    writeFileSync(record, '{}');
    expect(await code(lab.call('env.down', { name }))).toBe('env-exists');
    expect(thingsNaming(name)).toEqual([`namespace ${name}`, `state ${record}`]);
  });
});

describe('env.up refuses, and makes nothing', () => {
  const refusal = async (request: Request) => {
    const answer = await lab.call('env.up', request);
    expect(thingsNaming(request.name)).toEqual([]);
    if (answer.ok) throw new Error('it came up');
    return answer.failure;
  };

  it('a number whose addresses another interface has, naming that interface', async () => {
    ip('link', 'add', 'name', 'xl-taken', 'type', 'veth', 'peer', 'name', 'xl-taken-p');
    onTestFinished(() => void ip('link', 'delete', 'dev', 'xl-taken'));
    ip('address', 'add', 'fc00:dead:cafe:ab::99/64', 'dev', 'xl-taken');
    const { code: what, message } = await refusal({ name, number });
    expect(what).toBe('number-in-use');
    expect(message.en).toContain('xl-taken');
    expect(message.ja).toContain('xl-taken');
  });

  it('a name to which no VLAN number can be added any more', async () => {
    const { code: what, message } = await refusal({ name: 'veth-fourteen1', number, vlan: true });
    expect(what).toBe('bad-input');
    expect(message.en).toContain('veth-fourteen1');
  });

  it('a machine without IPv6', async () => {
    const { client } = startIn(['--net'], 'sysctl -q -w net.ipv6.conf.all.disable_ipv6=1');
    const answer = await client.call('env.up', { name, number });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'ipv6-disabled' } });
  });

  it('a machine on which a tool is missing, naming the tool', async () => {
    const { client } = startIn(
      ['--mount', '--propagation', 'private'],
      'mount --bind /dev/null "$(command -v ethtool)"',
    );
    const answer = await client.call('env.up', { name, number });
    expect(answer).toMatchObject({
      ok: false,
      failure: { code: 'tool-missing', message: { en: expect.stringContaining('ethtool') as string } },
    });
    expect(thingsNaming(name)).toEqual([]);
  });

  it('a state folder without room, naming it', async () => {
    // The helper's own lock and folder fit, the environment's lock as well, its record does not.
    const { client } = startIn(
      ['--mount', '--propagation', 'private'],
      'mkdir -p /run/xdp-lab; mount -t tmpfs -o nr_inodes=5 tmpfs /run/xdp-lab',
    );
    const answer = await client.call('env.up', { name, number });
    expect(answer).toMatchObject({
      ok: false,
      failure: { code: 'disk-full', message: { en: expect.stringContaining('/run/xdp-lab') as string } },
    });
    expect(thingsNaming(name)).toEqual([]);
  });
});

const startIn = (unshare: readonly string[], script: string) => {
  const helpers = createHelperProcesses();
  onTestFinished(helpers.endAll);
  return helpers.start({ unshare, script });
};

it('fifty environments up and down leave nothing', { timeout: 120_000 }, async () => {
  for (let cycle = 0; cycle < 50; cycle += 1) {
    const options = combinations[cycle % combinations.length]?.options ?? {};
    value(await lab.call('env.up', { name, number, ...options }));
    value(await lab.call('env.down', { name }));
  }
  await thingsNamingAreGone(name, `number-${number}`);
});
