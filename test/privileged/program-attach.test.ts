import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { bpfObject } from '../support/bpf-object.ts';
import { labHelper, value } from '../support/lab-helper.ts';
import { machineState } from '../support/machine-state.ts';

const environment = 'tst-attach';
const lab = labHelper({ name: environment, number: 81 });
const lock = '/run/xdp-loader.lck';

const several = bpfObject('several');

const attach = (
  program: string,
  {
    object = several,
    mode = 'native',
    loader = 'xdp-loader',
    to = environment,
  }: {
    object?: string;
    mode?: 'native' | 'skb';
    loader?: 'xdp-loader' | 'iproute2';
    to?: string;
  } = {},
) => lab.call('program.attach', { environment: to, object, program, mode, loader });
const detach = (loader: 'xdp-loader' | 'iproute2' = 'xdp-loader') =>
  lab.call('program.detach', { environment, loader });
const shownOn = (device: string): string =>
  execFileSync('ip', ['-d', 'link', 'show', 'dev', device], { encoding: 'utf8' });
const ping = async (): Promise<number[]> =>
  value(
    await lab.call('traffic.ping', { environment, family: 'ip6', count: 5, intervalMs: 10, lengthBytes: 56 }),
  ).answered;

afterEach(async () => {
  await detach();
});

describe.each(['xdp-loader', 'iproute2'] as const)('with %s', (loader) => {
  it.each(['native', 'skb'] as const)(
    'a program is attached in %s mode, does its work, and comes off',
    async (mode) => {
      const { attached, commands } = value(await attach('xdp_drop_func', { mode, loader }));
      expect(attached).toMatchObject({ interface: environment, mode, name: 'xdp_drop_func' });
      expect(shownOn(environment)).toContain(`id ${attached.id} `);
      expect(commands.at(-1)?.argv).toContain(loader === 'xdp-loader' ? 'xdp-loader' : 'ip');
      expect(await ping()).toEqual([]);

      expect(value(await detach(loader)).detached).toBe(true);
      expect(shownOn(environment)).not.toContain('prog/xdp');
      expect(await ping()).toEqual([1, 2, 3, 4, 5]);
    },
  );

  it('a second program takes the place of the first, also in the other mode', async () => {
    const first = value(await attach('xdp_drop_func', { mode: 'skb', loader }));
    const second = value(await attach('xdp_pass_func', { loader }));
    expect(second.attached).toMatchObject({ mode: 'native', name: 'xdp_pass_func' });
    expect(second.attached.id).not.toBe(first.attached.id);
    expect(await ping()).toEqual([1, 2, 3, 4, 5]);
  });

  it('sections of older names are taken', async () => {
    const object = bpfObject('old_sections');
    expect(value(await attach('xdp_parser_func', { object, loader })).attached.name).toBe('xdp_parser_func');
  });

  it('maps that pin themselves start empty, and leave no pin where others would see it', async () => {
    const object = bpfObject('parity');
    const program = 'xdp_parity_func_with_a_long_name';
    const count = async (): Promise<number> => {
      const { counts } = value(await lab.call('counters.read', { environment }));
      return counts.reduce((sum, { packets }) => sum + packets, 0);
    };
    expect(value(await attach(program, { object, loader })).attached.name).toBe(program);
    await ping();
    expect(await count()).toBeGreaterThan(0);
    value(await attach(program, { object, loader }));
    expect(await count()).toBe(0);
    expect(existsSync('/sys/fs/bpf/xdp_stats_map')).toBe(false);
    expect(existsSync('/sys/fs/bpf/xdp')).toBe(false);
  });

  it('a rejected program is answered with the log', async () => {
    const answer = await attach('xdp_unchecked_func', { loader });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'verifier-rejected' } });
    expect(answer.ok ? '' : answer.failure.detail).toContain('; return data[12] == 0x86');
    expect(shownOn(environment)).not.toContain('prog/xdp');
  });

  it('a name that is not there is answered with those that are, and leaves what is attached', async () => {
    const before = value(await attach('xdp_pass_func', { loader }));
    const answer = await attach('xdp_passfunc', { loader });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'program-missing' } });
    expect(answer.ok ? '' : answer.failure.detail).toContain('xdp_pass_func');
    expect(shownOn(environment)).toContain(`id ${before.attached.id} `);
  });
});

it('taking off what is not there is no failure', async () => {
  expect(value(await detach()).detached).toBe(false);
});

it('either loader takes off what the other attached', async () => {
  value(await attach('xdp_pass_func', { loader: 'iproute2' }));
  expect(value(await detach('xdp-loader')).detached).toBe(true);
  value(await attach('xdp_pass_func', { loader: 'xdp-loader' }));
  expect(value(await detach('iproute2')).detached).toBe(true);
  expect(shownOn(environment)).not.toContain('prog/xdp');
});

it('two attachments at once both succeed, one after the other', async () => {
  const second = 'tst-attach-two';
  value(await lab.call('env.up', { name: second, number: 82 }));
  const answers = await Promise.all([
    attach('xdp_pass_func'),
    attach('xdp_drop_func', { to: second }),
    attach('xdp_drop_func'),
  ]);
  expect(answers.map((answer) => answer.ok)).toEqual([true, true, true]);
  expect(shownOn(environment)).toContain('xdp_drop_func');
  expect(shownOn(second)).toContain('xdp_drop_func');
  value(await lab.call('env.down', { name: second }));
});

/** xdp-tools 1.3 locks by a file that a killed process leaves; 1.5 by flock(2), which goes with it. */
const locksByFile = readFileSync('/usr/sbin/xdp-loader').includes('%s/%s.lck');

it.runIf(locksByFile)('the lock of an xdp-loader that has died is no obstacle', async () => {
  const dead = execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' });
  writeFileSync(lock, dead);
  expect(value(await attach('xdp_pass_func')).attached.name).toBe('xdp_pass_func');
  expect(existsSync(lock) ? readFileSync(lock, 'utf8') : '').not.toBe(dead);
});

it.runIf(locksByFile)('an xdp-loader that holds its lock on and on makes the answer busy', async () => {
  writeFileSync(lock, `${process.pid}\n`, { flag: 'wx' });
  const answer = await attach('xdp_pass_func');
  rmSync(lock);
  expect(answer).toMatchObject({ ok: false, failure: { code: 'busy' } });
});

it('status lists what is attached in the words of xdp-loader', async () => {
  const { attached } = value(await attach('xdp_pass_func', { mode: 'skb' }));
  const one = value(await lab.call('program.status', { environment }));
  expect(one.programs).toEqual([attached]);
  expect(one.report).toContain('xdp_pass_func');
  const all = value(await lab.call('program.status', {}));
  expect(all.programs).toContainEqual(attached);
});

it('what XDP_TX sends back arrives once the peer runs XDP, too', async () => {
  const seenInside = async (): Promise<number> => {
    let bytes = 0;
    const off = lab.connection().client.on('capture.bytes', (event) => {
      bytes += Buffer.from(event.bytes, 'base64').length;
    });
    value(await lab.call('capture.start', { environment, sides: ['inner'] }));
    await ping();
    value(await lab.call('capture.stop', { environment }));
    off();
    return bytes;
  };
  value(await attach('xdp_back_func', { object: bpfObject('back') }));
  const withoutPeer = await seenInside();
  const program = 'xdp_pass_func';
  const peer = value(await lab.call('program.attachPeer', { environment, object: several, program }));
  expect(peer.attached).toMatchObject({ interface: 'veth0', mode: 'native', name: program });
  expect(await seenInside()).toBeGreaterThan(withoutPeer);
});

it('the pins of an attached program go with its environment', async () => {
  const brief = 'tst-attach-pin';
  const pins = () => [...machineState()].filter((thing) => thing.includes(`bpffs/${brief}`));
  value(await lab.call('env.up', { name: brief, number: 83 }));
  const program = 'xdp_parity_func_with_a_long_name';
  value(await attach(program, { object: bpfObject('parity'), to: brief }));
  expect(pins()).not.toEqual([]);
  value(await lab.call('env.down', { name: brief }));
  expect(pins()).toEqual([]);
});

it('an interface that went away is named', async () => {
  const gone = 'tst-attach-gone';
  value(await lab.call('env.up', { name: gone, number: 83 }));
  execFileSync('ip', ['link', 'delete', 'dev', gone]);
  expect(await attach('xdp_pass_func', { to: gone })).toMatchObject({
    ok: false,
    failure: { code: 'interface-missing', message: { en: `The interface ${gone} is gone.` } },
  });
  value(await lab.call('env.down', { name: gone }));
});
