import { spawn } from 'node:child_process';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import type { CounterSamples } from '../../app/contract/index.ts';
import { bpfObject } from '../support/bpf-object.ts';
import { labHelper, value } from '../support/lab-helper.ts';
import { ip, ipRows } from '../support/network.ts';
import { programFile, tappedObject } from '../support/tapped-object.ts';

const environment = 'veth-tap-swap';
const lab = labHelper({ name: environment, number: 152 });
const target = 'fc00:dead:cafe:98::1';

const several = bpfObject('several');
const tappedOf = (program: string) => tappedObject(programFile('several'), program);
const attach = async (program: string, mode: 'native' | 'skb', tap: boolean) =>
  lab.call('program.attach', {
    ...{ environment, object: several, program, mode, loader: 'xdp-loader' },
    ...(tap && { tapped: await tappedOf(program) }),
  });
const shown = (): string => ip('-d', 'link', 'show', 'dev', environment);

/** Sends a thousand echo requests, two milliseconds apart, while a job runs; gives how many were answered. */
const pinging = async (job: () => Promise<unknown>): Promise<number> => {
  const args = [
    `--net=/run/netns/${environment}`,
    'ping',
    '-q',
    '-i',
    '0.002',
    '-c',
    '1000',
    '-W',
    '0.2',
    target,
  ];
  const child = spawn('nsenter', args);
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  const ended = new Promise((resolve) => child.once('close', resolve));
  await job();
  await ended;
  expect(said).toContain('1000 packets transmitted');
  return Number(/(\d+) received/.exec(said)?.[1]);
};

afterEach(async () => {
  await lab.call('program.detach', { environment, loader: 'xdp-loader' });
});

describe.each(['native', 'skb'] as const)('in %s mode', (mode) => {
  it.each([
    ['plain', false],
    ['tapped', true],
  ])(
    'a %s program that drops all is replaced by another without letting one packet through',
    async (_, tap) => {
      const first = value(await attach('xdp_drop_func', mode, tap));
      const ids = new Set([first.attached.id]);
      const answered = await pinging(async () => {
        for (let round = 0; round < 3; round += 1) {
          ids.add(value(await attach('xdp_drop_func', mode, tap)).attached.id);
        }
      });
      expect(ids.size).toBe(4);
      expect(answered).toBe(0);
    },
  );

  it('a rejected program leaves the one before where it is', async () => {
    const { attached } = value(await attach('xdp_pass_func', mode, false));
    const answer = await attach('xdp_unchecked_func', mode, true);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'verifier-rejected' } });
    expect(shown()).toContain(`id ${attached.id} `);
  });
});

it('a rejected program leaves the one before also where it runs in the other mode', async () => {
  const { attached } = value(await attach('xdp_pass_func', 'skb', false));
  for (const loader of ['xdp-loader', 'iproute2'] as const) {
    const program = 'xdp_unchecked_func';
    const answer = await lab.call('program.attach', {
      ...{ environment, object: several, program, mode: 'native', loader },
    });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'verifier-rejected' } });
    expect(shown()).toContain(`id ${attached.id} `);
  }
});

it('a program goes over into the other mode, tapped and plain', async () => {
  value(await attach('xdp_drop_func', 'skb', true));
  expect(value(await attach('xdp_drop_func', 'native', true)).attached).toMatchObject({
    mode: 'native',
    tapped: true,
  });
  const plain = value(await attach('xdp_pass_func', 'skb', false));
  expect(plain.attached).toMatchObject({ mode: 'skb' });
  expect(plain.attached.tapped).toBeUndefined();
});

it('the command that replaces a plain program is one that can be repeated', async () => {
  const first = value(await attach('xdp_pass_func', 'native', false));
  expect(first.commands.at(-1)?.argv[0]).toBe('xdp-loader');
  const second = value(await attach('xdp_drop_func', 'native', false));
  expect(second.commands.map(({ argv }) => argv.join(' '))).toEqual([
    `bpftool net attach xdpdrv id ${second.attached.id} dev ${environment} overwrite`,
  ]);
});

const Sent = v.array(v.object({ stats64: v.object({ tx: v.object({ packets: v.number() }) }) }));
const sentFromInside = (): number => {
  const [link] = v.parse(Sent, ipRows('-s', '-n', environment, 'link', 'show', 'dev', 'veth0'));
  return link?.stats64.tx.packets ?? NaN;
};

it('counts go on over reloads while traffic runs, and none is lost', async () => {
  value(await attach('xdp_drop_func', 'native', true));
  const lastOf = new Map<number | null, number>();
  const changes: (string | null)[] = [];
  const { client } = lab.connection();
  const off = client.on('counters.samples', ({ stream, counting, change, samples }: CounterSamples) => {
    if (stream !== 'reloads') return;
    if (change) changes.push(change);
    const drops = samples.at(-1)?.packets[counting.actions.indexOf('XDP_DROP')];
    if (drops !== undefined) lastOf.set(counting.programId, drops);
  });
  const ended = new AbortController();
  const watching = client.call(
    'counters.watch',
    { environment, stream: 'reloads', intervalMs: 20 },
    { signal: ended.signal },
  );
  const before = sentFromInside();
  await pinging(async () => {
    value(await attach('xdp_drop_func', 'native', true));
  });
  const sent = sentFromInside() - before;
  // The last packets are in the sample after them.
  await expect.poll(() => [...lastOf.values()].reduce((sum, count) => sum + count, 0)).toBe(sent);
  ended.abort();
  expect(value(await watching).reloads).toBe(1);
  off();
  expect(changes).toEqual(['first', 'reloaded']);
  expect(sent).toBeGreaterThanOrEqual(1000);
});
