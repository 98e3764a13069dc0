import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { OutputOf } from '../../app/contract/index.ts';
import type { HelperContract } from '../../app/helper/contract/index.ts';
import { bpfObject } from '../support/bpf-object.ts';
import { labHelper, value } from '../support/lab-helper.ts';

const lab = labHelper();

const frame = (lengthBytes: number): string =>
  Buffer.from(Array.from({ length: lengthBytes }, (_, index) => index % 256)).toString('base64');
const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');

const dryRun = (object: string, program: string, frames: string[] = []) =>
  lab.call('program.dryRun', { object, program, frames });

type DryRun = OutputOf<HelperContract, 'program.dryRun'>;
const rejection = ({ load }: DryRun) => {
  if (load.accepted) throw new Error('it was accepted');
  return load;
};
const actions = ({ runs }: DryRun): number[] => runs.map(({ action }) => action);

const drop = 1;
const pass = 2;

describe('an object that the kernel takes', () => {
  it('is told with its programs and maps, and the command line that loads it', async () => {
    const { load, commands } = value(await dryRun(bpfObject('parity'), 'xdp_parity_func_with_a_long_name'));
    expect(load).toMatchObject({
      accepted: true,
      programs: [{ name: 'xdp_parity_func_with_a_long_name', type: 'xdp' }],
      maps: [{ name: 'xdp_stats_map', type: 6, keyBytes: 4, valueBytes: 16, maxEntries: 5 }],
    });
    expect(commands).toHaveLength(1);
    expect(commands[0]?.argv.join(' ')).toMatch(/bpftool prog loadall \S+\.o \S+$/);
    expect(commands[0]?.exitCode).toBe(0);
  });

  it('runs each frame once', async () => {
    const dry = value(await dryRun(bpfObject('several'), 'xdp_drop_func', [frame(14), frame(1500)]));
    expect(actions(dry)).toEqual([drop, drop]);
    expect(dry.runs.map((run) => run.frame)).toEqual([frame(14), frame(1500)]);
  });

  it('starts every frame from a fresh state, so that counting packets is no parsing', async () => {
    const dry = value(
      await dryRun(
        bpfObject('every_second'),
        'xdp_parser_func',
        Array.from({ length: 6 }, () => frame(64)),
      ),
    );
    expect(actions(dry)).toEqual([pass, pass, pass, pass, pass, pass]);
  });

  it.each([
    ['xdp_push_func', 68],
    ['xdp_pop_func', 60],
    ['xdp_extend_func', 664],
  ])('gives back all the bytes that %s leaves', async (program, lengthBytes) => {
    const dry = value(await dryRun(bpfObject('resize'), program, [frame(64)]));
    expect(actions(dry)).toEqual([pass]);
    expect(bytesOf(dry.runs[0]?.frame ?? '')).toHaveLength(lengthBytes);
  });

  it('may take frames of several pages in fragments', async () => {
    const dry = value(await dryRun(bpfObject('resize'), 'xdp_frags_func', [frame(9000)]));
    expect(dry.runs.map((run) => run.frame)).toEqual([frame(9000)]);
  });

  it('may name its sections as before libbpf 1.0', async () => {
    const dry = value(await dryRun(bpfObject('old_sections'), 'xdp_parser_func', [frame(64)]));
    expect(actions(dry)).toEqual([drop]);
    expect(dry.commands[0]?.argv.slice(-2)).toEqual(['type', 'xdp']);
  });

  it('may hold a program of another type, which is loaded as what it is', async () => {
    const { load, commands } = value(await dryRun(bpfObject('beside_tracepoint'), 'xdp_pass_func'));
    expect(load).toMatchObject({
      accepted: true,
      programs: [
        { name: 'xdp_pass_func', type: 'xdp' },
        { name: 'on_exception', type: 'tracepoint' },
      ],
    });
    expect(commands[0]?.argv).not.toContain('type');
  });

  it('may hold programs that are not done yet, since loaders load one alone', async () => {
    const dry = value(await dryRun(bpfObject('several'), 'xdp_pass_func', [frame(64)]));
    expect(dry.load.accepted).toBe(true);
    expect(actions(dry)).toEqual([pass]);
  });
});

describe('an object that the verifier rejects', () => {
  it('comes with the log, the line of the source and the errno', async () => {
    const { errno, log } = rejection(value(await dryRun(bpfObject('several'), 'xdp_unchecked_func')));
    expect(errno).toBe(13);
    expect(log).toContain("prog 'xdp_unchecked_func': -- BEGIN PROG LOAD LOG --");
    expect(log).toContain('; return data[12] == 0x86 ? XDP_PASS : XDP_DROP;');
    expect(log).toContain('invalid access to packet, off=12 size=1');
  });

  it('comes with the log of the program asked about, where bpftool stopped at an earlier one', async () => {
    const { log } = rejection(value(await dryRun(bpfObject('several'), 'xdp_also_unchecked_func')));
    expect(log).toContain("prog 'xdp_also_unchecked_func': -- BEGIN PROG LOAD LOG --");
    expect(log).toContain('; return data[20] == 6 ? XDP_PASS : XDP_DROP;');
    expect(log).not.toContain('xdp_unchecked_func');
  });

  it('comes with the reason alone where the verifier gave up, and no line is to blame', async () => {
    const { errno, log } = rejection(value(await dryRun(bpfObject('endless'), 'xdp_endless_func')));
    expect(errno).toBe(7);
    expect(log).toContain('BPF program is too large. Processed 1000001 insn');
    expect(log.length).toBeLessThan(4096);
  });

  it('comes with the end of a trace that is too long to keep', async () => {
    const { errno, log } = rejection(value(await dryRun(bpfObject('walk'), 'xdp_walk_func')));
    expect(errno).toBe(13);
    expect(log.length).toBeLessThan(2 * 1024 * 1024);
    expect(log).toContain('; sum += *byte;');
    expect(log).toContain('invalid access to packet');
  });
});

describe('what cannot be tried at all', () => {
  it.each([
    ['random bytes', Buffer.from('int main(void) { return 0; }'.repeat(8))],
    ['nothing', Buffer.alloc(0)],
    ['a program of this machine', readFileSync(process.execPath).subarray(0, 4096)],
    ['half an object', Buffer.from(bpfObject('several'), 'base64').subarray(0, 200)],
  ])('%s is no object', async (_, bytes) => {
    const dry = await dryRun(bytes.toString('base64'), 'xdp_pass_func');
    expect(dry).toMatchObject({ ok: false, failure: { code: 'not-an-object' } });
  });

  it('a name that is not there is answered with those that are', async () => {
    const dry = await dryRun(bpfObject('old_sections'), 'xdp_parser');
    expect(dry).toMatchObject({
      ok: false,
      failure: { code: 'program-missing', fix: { en: 'It holds: xdp_parser_func, xdp_pass_func.' } },
    });
  });

  it('a program of another type is no XDP program', async () => {
    const dry = await dryRun(bpfObject('beside_tracepoint'), 'on_exception');
    expect(dry).toMatchObject({
      ok: false,
      failure: {
        code: 'program-missing',
        fix: { en: 'It holds: xdp_pass_func, on_exception (tracepoint).' },
      },
    });
  });

  it('an object without programs says so', async () => {
    const dry = await dryRun(bpfObject('no_program'), 'xdp_pass_func');
    expect(dry).toMatchObject({ ok: false, failure: { code: 'program-missing' } });
  });

  it('a frame without a whole Ethernet header is refused, and named', async () => {
    const dry = await dryRun(bpfObject('several'), 'xdp_pass_func', [frame(14), frame(13)]);
    expect(dry).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
    expect(dry.ok ? '' : dry.failure.message.en).toContain('Frame 2 (13 bytes)');
  });
});

it('a frame that the kernel will not run is named, with its errno', async () => {
  const dry = await dryRun(bpfObject('several'), 'xdp_pass_func', [frame(64), frame(100_000)]);
  expect(dry).toMatchObject({ ok: false, failure: { code: 'tool-failed' } });
  expect(dry.ok ? '' : dry.failure.message.en).toContain('frame 2, 100000 bytes');
  expect(dry.ok ? '' : dry.failure.detail).toMatch(/^E[A-Z]+: /);
});

it('never pins where others would see it', async () => {
  const seen = () => readdirSync('/sys/fs/bpf');
  const before = seen();
  const object = bpfObject('parity');
  const runs = await Promise.all(
    Array.from({ length: 4 }, () => dryRun(object, 'xdp_parity_func_with_a_long_name', [frame(64)])),
  );
  expect(runs.map((run) => value(run).load.accepted)).toEqual([true, true, true, true]);
  expect(seen()).toEqual(before);
});

it('ends when the caller no longer wants to know', async () => {
  const cancelling = new AbortController();
  const running = lab
    .connection()
    .client.call(
      'program.dryRun',
      { object: bpfObject('endless'), program: 'xdp_endless_func', frames: [] },
      { signal: cancelling.signal },
    );
  cancelling.abort();
  expect(await running).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
});
