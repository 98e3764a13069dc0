import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli, startCli } from '../support/cli.ts';
import { leavesNothing, machineState, type MachineState } from '../support/machine-state.ts';
import { scratchFolder } from '../support/scratch.ts';

const environment = 'veth-trace-cli';
const program = 'test/privileged/programs/exceptions.c';
const { folder } = scratchFolder();
let before: MachineState | undefined;

beforeAll(async () => {
  before = machineState();
  expect((await runCli(['env', 'up', '--name', environment, '--number', '154'])).exitCode).toBe(0);
  const loaded = await runCli(['load', program, '--env', environment, '--program', 'xdp_aborts_all']);
  expect(loaded.exitCode).toBe(0);
});
afterAll(async () => {
  await runCli(['env', 'down', '--name', environment]);
  if (before) await leavesNothing(before);
});

const ping = (count: number) =>
  runCli(['env', 'ping', '--name', environment, '--', '-c', String(count), '-i', '0.01', '-W', '0.1']);

it('every ping is a row, Ctrl-C ends it in good order, and the saved trace.dat holds the same', async () => {
  const file = join(folder, 'trace.dat');
  const tracing = startCli(['trace', environment, '--save', file]);
  await tracing.said(/listening/);
  await ping(5);
  await tracing.said(/(XDP_ABORTED[^]*){5}/);
  tracing.signalGroup('SIGINT');
  const { stdout, stderr } = await tracing.ended;
  expect(stderr).toBe('Stopped; nothing is left behind.\n');
  expect(
    stdout.match(/^\d\d:\d\d:\d\d\.\d{6} .*XDP_ABORTED +xdp_aborts_all \(\d+\) +veth-trace-cli$/gm),
  ).toHaveLength(5);
  expect(stdout).toContain('5 × XDP_ABORTED  xdp_aborts_all');
  expect(stdout).toContain('its way to say that something in it went wrong');

  const opened = await runCli(['trace', '--open', file, '--json']);
  expect(opened.exitCode).toBe(0);
  expect(JSON.parse(opened.stdout)).toMatchObject({
    name: 'trace.dat',
    groups: [{ actionName: 'XDP_ABORTED', count: 5 }],
    notes: [],
  });
  const again = await runCli(['trace', environment, '--save', file]);
  expect(again.exitCode).toBe(2);
  expect(again.stderr).toContain('exists already');

  const cut = join(folder, 'cut.dat');
  writeFileSync(cut, readFileSync(file).subarray(0, 100_000));
  const damaged = await runCli(['trace', '--open', cut]);
  expect(damaged.exitCode).toBe(2);
  expect(damaged.stderr).toContain('cut off or damaged');
});

it('for programs: a line a batch, and one that says how it ended', async () => {
  const tracing = startCli(['trace', environment, '--seconds', '2', '--json']);
  await tracing.said(/\n/);
  await ping(3);
  const { exitCode, stdout } = await tracing.ended;
  expect(exitCode).toBe(0);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { rows?: unknown[]; ended?: unknown });
  expect(lines.flatMap(({ rows = [] }) => rows)).toHaveLength(3);
  expect(lines.at(-1)).toMatchObject({
    ended: { events: 3, lost: 0, traced: { way: expect.any(String) as string } },
  });
});

it.each([
  [['trace', 'veth-nowhere'], 'veth-nowhere'],
  [['trace', environment, '--seconds', '0'], '--seconds'],
  [['trace', environment, '--save', '/nowhere/trace.dat'], '/nowhere/trace.dat'],
  [['trace', '--open', '/nowhere/trace.dat'], '/nowhere/trace.dat'],
])('%j is said to be wrong', async (line, named) => {
  const { exitCode, stderr } = await runCli(line);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(named);
});
