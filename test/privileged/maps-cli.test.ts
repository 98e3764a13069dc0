import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MapPage, MapSummary } from '../../app/contract/index.ts';
import { runCli } from '../support/cli.ts';
import { leavesNothing, machineState, type MachineState } from '../support/machine-state.ts';

const environment = 'veth-maps-cli';
let before: MachineState | undefined;

const maps = (...args: string[]) => runCli(['maps', environment, ...args]);
const listed = async (): Promise<MapSummary[]> =>
  (JSON.parse((await maps('--json')).stdout) as { maps: MapSummary[] }).maps;
const ping = (count: number, bytes: number) =>
  runCli([
    'env',
    'ping',
    '--name',
    environment,
    '--',
    '-c',
    String(count),
    '-i',
    '0.01',
    '-s',
    String(bytes),
  ]);

beforeAll(async () => {
  before = machineState();
  expect((await runCli(['env', 'up', '--name', environment, '--number', '155'])).exitCode).toBe(0);
});
afterAll(async () => {
  await runCli(['env', 'down', '--name', environment]);
  if (before) await leavesNothing(before);
});

it('says where no program is attached', async () => {
  expect(await maps()).toMatchObject({ exitCode: 0, stdout: 'No XDP program is attached.\n' });
});

it('what the program counts is shown by its types, CPU by CPU', async () => {
  const loaded = await runCli(['load', 'test/privileged/programs/namesakes.c', '--env', environment]);
  expect(loaded.exitCode).toBe(0);
  await ping(5, 300);
  expect((await maps()).stdout).toMatch(
    /^id \d+ +xdp_stats_map +percpu_array +key 4 B +value 16 B +5 entries$/m,
  );
  const { stdout, exitCode } = await maps('--map', 'xdp_stats_map', '--commands');
  expect(exitCode).toBe(0);
  const counted = [...stdout.matchAll(/^ +(?:2 +)?CPU \d+ +rx_packets (\d+), rx_bytes \d+$/gm)];
  const packets = counted.reduce((sum, [, count]) => sum + Number(count), 0);
  expect(packets).toBeGreaterThanOrEqual(5);
  expect(stdout).toMatch(/bpftool .*map dump id \d+/);
});

it('of two maps that share a name neither is taken for the other', async () => {
  const namesakes = (await listed()).filter(({ name }) => name === 'packets_of_flow');
  expect(namesakes.map(({ maxEntries }) => maxEntries).sort()).toEqual([300, 8]);
  const asked = await maps('--map', 'packets_of_flow_in');
  expect(asked.exitCode).toBe(2);
  expect(asked.stderr).toContain(
    `several named packets_of_flow_in: ${namesakes.map(({ id }) => id).join(', ')}.`,
  );
  const [first] = namesakes;
  const page = await maps('--map', String(first?.id), '--json');
  expect((JSON.parse(page.stdout) as MapPage).map).toMatchObject({ id: first?.id, name: 'packets_of_flow' });
});

it('is shown in pages, and the sizes that came are its keys', async () => {
  for (const bytes of [100, 200]) await ping(1, bytes);
  const id = (await listed()).find(({ maxEntries }) => maxEntries === 300)?.id ?? 0;
  const page = async (...args: string[]) =>
    JSON.parse((await maps('--map', String(id), '--json', ...args)).stdout) as MapPage;
  const whole = await page();
  // Behind the bytes of the ping stand Ethernet, IPv6 and ICMPv6.
  const keys = whole.entries.map(({ typed }) => typed?.key);
  expect(keys).toEqual(expect.arrayContaining([300, 200, 100].map((bytes) => bytes + 14 + 40 + 8)));
  const first = await page('--limit', '1');
  expect(first).toMatchObject({ more: true, entries: [{ key: whole.entries[0]?.key }] });
  const rest = await page('--skip', '1');
  expect(rest.entries.map(({ key }) => key)).toEqual(whole.entries.slice(1).map(({ key }) => key));
  expect((await maps('--map', String(id), '--limit', '1')).stdout).toContain('There are more: --skip 1');
});

it('a map of another program is not shown, nor more than a page', async () => {
  expect(await maps('--map', '4294967295')).toMatchObject({ exitCode: 2 });
  const none = await maps('--map', 'nonesuch');
  expect(none.stderr).toContain(`The program on ${environment} has no map nonesuch.`);
  expect(none.stderr).toContain(`xdp-lab maps ${environment}`);
  expect((await maps('--map', 'xdp_stats_map', '--limit', '1001')).stderr).toContain(
    '--limit is 1000 at most',
  );
});
