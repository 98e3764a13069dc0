import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { bpfObject } from '../support/bpf-object.ts';
import { createHelperProcesses, helperPath, type HelperProcess } from '../support/helper-process.ts';
import { value } from '../support/lab-helper.ts';
import { thingsNaming, thingsNamingAreGone } from '../support/things-naming.ts';
import { answers, interfaceIn, ip } from '../support/network.ts';

const name = 'veth-life';
const number = 172;
const target = 'fc00:dead:cafe:ac::1';
const record = `/run/xdp-lab/environment-${name}.json`;

const helpers = createHelperProcesses();
/** Everything the helpers of this file make has one of these in its name. */
const nothingIsLeft = () => thingsNamingAreGone(name, `number-${number}`, ...helpers.labs());

afterEach(async () => {
  await helpers.endAll();
  await nothingIsLeft();
});

const up = async (helper: HelperProcess, options: { keep?: boolean; vlan?: boolean } = {}) =>
  value(await helper.client.call('env.up', { name, number, ...options })).environment;

/** Everything a helper can hold at once: an environment, its bpffs, a program, and tools that run on both sides. */
const fill = async (helper: HelperProcess): Promise<void> => {
  await up(helper, { vlan: true });
  await attach(helper);
  value(await helper.client.call('capture.start', { environment: name, sides: ['inner', 'outer'] }));
};

const attach = async (helper: HelperProcess, keep = false): Promise<void> => {
  value(
    await helper.client.call('program.attach', {
      environment: name,
      object: bpfObject('parity'),
      program: 'xdp_parity_func_with_a_long_name',
      mode: 'native',
      loader: 'xdp-loader',
      keep,
    }),
  );
};

const attached = async (helper: HelperProcess) =>
  value(await helper.client.call('env.status', { name })).environment.program?.name;

const failure = async (
  answer: Promise<{ ok: boolean; failure?: { code: string; message: { en: string } } }>,
) => (await answer).failure;

/** Runs a shell command among the trace instances, which are the whole machine's, wherever tracefs is mounted. */
const inTraceInstances = (command: string): string => {
  const mounted = `mount -t tracefs tracefs /mnt; cd /mnt/instances; ${command}`;
  return execFileSync('unshare', ['--mount', '--propagation', 'private', 'sh', '-ec', mounted], {
    encoding: 'utf8',
  });
};

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`);

describe('a helper removes everything it made and ends in good order', () => {
  it('when its channel is closed', async () => {
    const helper = helpers.start();
    await fill(helper);
    helper.client.close();
    expect(await helper.ended).toBe(0);
    await nothingIsLeft();
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('on %s', async (signal) => {
    const helper = helpers.start();
    await fill(helper);
    helper.kill(signal);
    expect(await helper.ended).toBe(0);
    await nothingIsLeft();
  });

  it('on Ctrl-C in the middle of env.up, pressed twice', async () => {
    const helper = helpers.start();
    value(await helper.client.call('helper.hello', {}));
    void helper.client.call('env.up', { name, number, vlan: true });
    await vi.waitUntil(() => existsSync(record), { interval: 1 });
    helper.kill('SIGINT');
    helper.kill('SIGINT');
    // What Ctrl-C means is the host's matter: it ends, and with it the channel.
    helper.client.close();
    expect(await helper.ended).toBe(0);
    await nothingIsLeft();
  });

  it('not on Ctrl-C alone, which the terminal sends to the host as well', async () => {
    const helper = helpers.start();
    await fill(helper);
    helper.kill('SIGINT');
    expect(await helper.client.call('helper.hello', {})).toMatchObject({ ok: true });
    helper.client.close();
    expect(await helper.ended).toBe(0);
    await nothingIsLeft();
  });

  it('in the middle of a probe', async () => {
    const helper = helpers.start();
    void helper.client.call('helper.probe', {});
    const isTracing = () =>
      readdirSync('/run/xdp-lab').some(
        (lab) => lab.startsWith(`lab-${helper.pid}-`) && existsSync(`/run/xdp-lab/${lab}/tracing`),
      );
    await vi.waitUntil(isTracing, { timeout: 20_000, interval: 1 });
    helper.client.close();
    expect(await helper.ended).toBe(0);
    await nothingIsLeft();
    expect(inTraceInstances('ls')).not.toContain(`lab-${helper.pid}-`);
  });

  it('when it has a bug, which its exit code tells', async () => {
    const bug = 'data:text/javascript,process.on(%22SIGUSR2%22,()=>{throw(new(Error)(%22bug%22))})';
    const helper = helpers.start({
      unshare: [],
      script: `export NODE_OPTIONS='--import=${bug}'; exec 2>/dev/null`,
    });
    await fill(helper);
    helper.kill('SIGUSR2');
    expect(await helper.ended).toBe(70);
    await nothingIsLeft();
  });

  it('when the process that started it is killed', async () => {
    const script = `
      const { spawn } = require('node:child_process');
      const helper = spawn(process.execPath, [process.argv[1]], { stdio: ['pipe', 'inherit', 'inherit'] });
      helper.stdin.write(process.argv[2] + '\\n');
      process.stderr.write(helper.pid + '\\n');
      setInterval(() => undefined, 1000);`;
    const call = { jsonrpc: '2.0', id: 1, method: 'env.up', params: { name, number } };
    const parent = spawn(process.execPath, ['-e', script, helperPath, JSON.stringify(call)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [pid] = (await once(parent.stderr, 'data')) as [Buffer];
    await once(parent.stdout, 'data');
    expect(thingsNaming(name)).toContain(`link ${name}`);
    parent.kill('SIGKILL');
    await vi.waitUntil(() => !isAlive(Number(pid)), { timeout: 10_000 });
    await nothingIsLeft();
  });

  it('when no heartbeat has come for ten seconds', async () => {
    const [silent, beating] = [helpers.start(), helpers.start()];
    await up(silent);
    const beat = setInterval(() => void beating.client.call('helper.heartbeat', {}), 3000);
    onTestFinished(() => {
      clearInterval(beat);
    });
    expect(await silent.ended).toBe(0);
    await beating.client.call('helper.heartbeat', {});
    expect(thingsNaming(name)).toEqual([]);
    expect(value(await beating.client.call('helper.hello', {})).pid).toBe(beating.pid);
  });
});

describe('a helper that is killed', () => {
  it('leaves what the next one removes at its start: environment, mounts, programs, tools', async () => {
    const killed = helpers.start();
    await fill(killed);
    killed.kill('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    expect(thingsNaming(name)).toContain(`link ${name}`);
    const next = helpers.start();
    value(await next.client.call('helper.hello', {}));
    expect(thingsNaming(name)).toEqual([]);
    next.client.close();
    await next.ended;
    await nothingIsLeft();
  });

  it.each([0, 1, 2, 3, 4])(
    'in the middle of env.up leaves nothing that the next does not find (%i)',
    async (step) => {
      const things = [
        () => existsSync(record),
        () => existsSync(`/run/netns/${name}`),
        () => existsSync(`/sys/class/net/${name}`),
        () => existsSync(record) && !readFileSync(record, 'utf8').includes('"identity":null'),
        () => existsSync(`/sys/class/net/${name}`) && interfaceIn(null, name).operstate === 'UP',
      ];
      const killed = helpers.start();
      value(await killed.client.call('helper.hello', {}));
      void killed.client.call('env.up', { name, number });
      await vi.waitUntil(things[step] ?? (() => true), { interval: 1 });
      killed.kill('SIGKILL');
      await killed.ended;
      value(await helpers.start().client.call('env.list', {}));
      expect(thingsNaming(name)).toEqual([]);
    },
  );

  it('leaves mounts that are found although nobody wrote them down', async () => {
    // No process has this number: pid_max is 2²² at most (proc(5)).
    const folder = '/run/xdp-lab/lab-9999999-00';
    mkdirSync(`${folder}/one/two`, { recursive: true });
    for (const path of ['one', 'one/two']) {
      execFileSync('mount', ['-t', 'tmpfs', 'none', `${folder}/${path}`]);
      mkdirSync(`${folder}/one/two`, { recursive: true });
    }
    value(await helpers.start().client.call('helper.hello', {}));
    expect(thingsNaming(folder)).toEqual([]);
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(folder);
  });

  it('leaves a trace instance, which goes even where tracefs is mounted nowhere', async () => {
    const lab = 'lab-9999998-00';
    mkdirSync(`/run/xdp-lab/${lab}/tracing`, { recursive: true });
    inTraceInstances(`mkdir xdp-lab-probe-${lab}`);
    value(await helpers.start().client.call('helper.hello', {}));
    expect(inTraceInstances('ls')).not.toContain(lab);
    expect(thingsNaming(lab)).toEqual([]);
  });

  it('does not cost a living one its environment', async () => {
    const [killed, living] = [helpers.start(), helpers.start()];
    await up(living);
    value(await killed.client.call('helper.hello', {}));
    killed.kill('SIGKILL');
    await killed.ended;
    value(await helpers.start().client.call('helper.hello', {}));
    expect(answers(name, target)).toBe(true);
    expect(await up(living)).toMatchObject({ heldBy: living.pid });
  });
});

describe('two labs', () => {
  it('never change one environment; the second is told who has it', async () => {
    const [first, second] = [helpers.start(), helpers.start()];
    await up(first);
    const refused = [
      failure(second.client.call('env.up', { name, number })),
      failure(second.client.call('env.down', { name })),
      failure(second.client.call('program.detach', { environment: name, loader: 'iproute2' })),
    ];
    for (const refusal of await Promise.all(refused)) {
      expect(refusal?.code).toBe('env-busy');
      expect(refusal?.message.en).toContain(`${first.pid}`);
    }
    expect(answers(name, target)).toBe(true);
  });

  it('may both look at one, and send through it', async () => {
    const [first, second] = [helpers.start(), helpers.start()];
    await up(first);
    const { environment } = value(await second.client.call('env.status', { name }));
    expect(environment.heldBy).toBe(first.pid);
    expect(value(await second.client.call('env.list', {})).environments).toContainEqual(environment);
    const sent = value(
      await second.client.call('traffic.ping', {
        environment: name,
        family: 'ip6',
        count: 2,
        intervalMs: 2,
        lengthBytes: 56,
      }),
    );
    expect(sent.answered).toEqual([1, 2]);
  });

  it('that want one name in the same moment: one gets it', async () => {
    const both = [helpers.start(), helpers.start()];
    const outcomes = await Promise.all(both.map(({ client }) => client.call('env.up', { name, number })));
    expect(outcomes.map((outcome) => (outcome.ok ? 'up' : outcome.failure.code)).sort()).toEqual([
      'env-busy',
      'up',
    ]);
    expect(answers(name, target)).toBe(true);
  });

  it('that want one number in the same moment: one gets it', async () => {
    const both = [helpers.start(), helpers.start()];
    const outcomes = await Promise.all(
      both.map(({ client }, index) => client.call('env.up', { name: `veth-life-${index}`, number })),
    );
    expect(outcomes.map((outcome) => (outcome.ok ? 'up' : outcome.failure.code)).sort()).toEqual([
      'number-in-use',
      'up',
    ]);
  });

  it('can have an environment one after the other', async () => {
    const [first, second] = [helpers.start(), helpers.start()];
    await up(first);
    value(await first.client.call('env.down', { name }));
    expect(await up(second)).toMatchObject({ heldBy: second.pid });
  });
});

describe('verbs that change one environment, asked all at once', () => {
  it('are done one after another', async () => {
    const { client } = helpers.start();
    const answered = await Promise.all([
      client.call('env.up', { name, number }),
      client.call('env.down', { name }),
      client.call('env.up', { name, number, vlan: true }),
      client.call('env.up', { name, number }),
    ]);
    expect(answered.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(value(await client.call('env.status', { name })).environment.vlan).toBe('none');
  });
});

describe('a kept environment', () => {
  beforeEach(async () => {
    const helper = helpers.start();
    await up(helper, { keep: true });
    helper.client.close();
    await helper.ended;
  });
  afterEach(async () => {
    value(await helpers.start().client.call('env.down', { name }));
  });

  it('outlives its helper, works, and is held by nobody', async () => {
    const { environment } = value(await helpers.start().client.call('env.status', { name }));
    expect(environment).toMatchObject({ keep: true, heldBy: null });
    expect(answers(name, target)).toBe(true);
  });

  it('can be taken by another lab, which leaves it as it was', async () => {
    const index = interfaceIn(null, name).ifindex;
    const taker = helpers.start();
    expect(await up(taker)).toMatchObject({ keep: true, heldBy: taker.pid });
    await attach(taker);
    taker.client.close();
    await taker.ended;
    expect(interfaceIn(null, name).ifindex).toBe(index);
    expect(await attached(helpers.start())).toBeUndefined();
  });

  it('keeps a program that was attached to stay', async () => {
    const attacher = helpers.start();
    await attach(attacher, true);
    attacher.client.close();
    await attacher.ended;
    expect(await attached(helpers.start())).toMatch(/^xdp_parity_func/);
  });

  it('loses the program of a lab that was killed, and nothing else', async () => {
    const killed = helpers.start();
    await attach(killed);
    killed.kill('SIGKILL');
    await killed.ended;
    expect(await attached(helpers.start())).toBeUndefined();
    expect(answers(name, target)).toBe(true);
  });

  it('is still kept after it was built anew with other options', async () => {
    const helper = helpers.start();
    expect(await up(helper, { vlan: true })).toMatchObject({ keep: true });
    helper.client.close();
    await helper.ended;
    expect(ip('-j', 'link', 'show', 'dev', name)).toContain(name);
  });
});
