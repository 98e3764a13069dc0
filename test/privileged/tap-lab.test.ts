import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CounterSamples, LabState } from '../../app/contract/index.ts';
import { createEngine, type Engine } from '../../app/engine/index.ts';
import { root } from '../support/cli.ts';
import { value } from '../support/lab-helper.ts';
import { programFile } from '../support/tapped-object.ts';
import { thingsNamingAreGone } from '../support/things-naming.ts';

const name = 'veth-tap-lab';
const number = 168;
const context = { signal: new AbortController().signal };

let dataFolder = '';
let engine: Engine;
let states: LabState[] = [];
let heard: CounterSamples[] = [];
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'xdp-lab-test-'));
  engine = createEngine({ root, dataFolder });
  states = [];
  heard = [];
  engine.service.subscribe((event, happened) => {
    if (event === 'lab.state') states.push(happened as LabState);
    if (event === 'counters.samples') heard.push(happened as CounterSamples);
  });
});
afterEach(async () => {
  await engine.dispose();
  await rm(dataFolder, { recursive: true });
  await thingsNamingAreGone(name, `number-${number}`);
});

const up = async () => {
  const request = { name, number, vlan: false, legacyIp: false, keep: false };
  return value(await engine.service.handlers['env.up'](request, context)).environment;
};
const load = async () =>
  value(
    await engine.service.handlers['program.load'](
      {
        ...{ environment: name, path: programFile('several'), program: 'xdp_drop_func' },
        ...{ mode: 'native', loader: 'xdp-loader', tap: true },
      },
      context,
    ),
  );
const watchOnce = async (stream: string) => {
  const input = { environment: name, stream, intervalMs: 5, count: 1 };
  value(await engine.service.handlers['counters.watch'](input, context));
  return heard.filter((one) => one.stream === stream);
};
const known = () => states.at(-1)?.environments;

it('a program stays known as tapped, whatever is asked about its environment', async () => {
  await up();
  const { attached, tap } = await load();
  expect(tap).toEqual({ attached: true });
  expect(known()).toEqual([{ name, program: { ...attached, tapped: true } }]);
  const { handlers } = engine.service;
  expect(value(await handlers['env.status']({ name }, context)).environment.program).toEqual(attached);
  value(await handlers['env.list']({}, context));
  expect(known()).toEqual([{ name, program: attached }]);
});

it('what is counted is heard of the next helper, too, once the first was killed', async () => {
  const { heldBy } = await up();
  await load();
  expect(await watchOnce('first')).toMatchObject([{ counting: { source: 'tap' }, change: 'first' }]);
  if (heldBy === null) throw new Error('nobody holds the environment');
  process.kill(heldBy, 'SIGKILL');
  await vi.waitUntil(() => states.at(-1)?.helper === 'gone', { timeout: 10_000, interval: 5 });
  await up();
  await load();
  expect(await watchOnce('second')).toMatchObject([{ counting: { source: 'tap' }, change: 'first' }]);
});
