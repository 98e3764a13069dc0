import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract, type Explanation } from '../../app/contract/index.ts';
import { createEngine, type Engine } from '../../app/engine/index.ts';
import { explainRejection } from '../../app/engine/verifier/explain.ts';
import { clangFlags } from '../../app/engine/build/compile.ts';
import { connect, memoryChannelPair, serve } from '../../app/rpc/index.ts';
import { labFailure } from '../../app/contract/lab-failure.ts';
import { root, runCli } from '../support/cli.ts';
import { value } from '../support/lab-helper.ts';
import { leavesNothing, machineState, type MachineState } from '../support/machine-state.ts';
import { scratchFolder } from '../support/scratch.ts';

const programs = join(root, 'test', 'privileged', 'verifier');
const scratch = scratchFolder();

const source = (name: string): string => readFileSync(join(programs, `${name}.c`), 'utf8');
/** The line that a program's own comment says is to blame. */
const lineToBlame = (name: string): number =>
  source(name)
    .split('\n')
    .findIndex((line) => line.includes('/* rejected */')) + 1;

let before: MachineState;
let engine: Engine;
const connected = () => {
  const [near, far] = memoryChannelPair();
  serve(contract, engine.service, far);
  return connect(contract, near, { gone: labFailure('cancelled', { thing: 'the test' }) });
};
let client: ReturnType<typeof connected>;

beforeAll(() => {
  before = machineState();
  engine = createEngine({ root, ways: ['root'], dataFolder: scratch.folder });
  client = connected();
});
afterAll(async () => {
  await engine.dispose();
  client.close();
  await leavesNothing(before);
});

const explain = async (name: string): Promise<Explanation> =>
  value(await client.call('verifier.explain', { kind: 'source', path: join(programs, `${name}.c`) }));

/** Program, class, and words that its sentence must hold: names and numbers that only this log tells. */
const rejected: [string, Explanation['class'], RegExp][] = [
  ['packet-no-check', 'packet-bounds', /eth->h_proto \(byte 12\).*no comparison with data_end/],
  ['packet-check-too-short', 'packet-bounds', /14 bytes.*needs 21.*ip6->nexthdr \(byte 20\)/],
  ['packet-wrong-pointer', 'packet-bounds', /payload\[0\].*another pointer/],
  ['packet-end-moved', 'packet-bounds', /calculates with data_end/],
  ['stale-packet-pointer', 'stale-packet-pointer', /eth->h_proto.*before bpf_xdp_adjust_head\(\) on line 14/],
  ['map-value-null', 'map-value-null', /map counters.*NULL/],
  ['map-value-bounds', 'map-value-bounds', /32 bytes.*map table, which has 16/],
  ['map-value-unbounded', 'map-value-bounds', /map table at an index without a proven limit/],
  ['uninitialised-register', 'uninitialised-register', /R7/],
  ['too-complex', 'too-complex', /a million instructions/],
  ['infinite-loop', 'too-complex', /never ends/],
  ['stack-too-large', 'stack-too-large', /2 functions.*608 bytes.*fill\(\) alone takes 300/],
  ['helper-not-allowed', 'helper-not-allowed', /bpf_skb_vlan_pop\(\)/],
  ['return-code', 'return-code', /returns/],
  ['misaligned', 'misaligned', /8 bytes at offset 4/],
  ['license', 'license', /bpf_trace_printk\(\)/],
  ['unreleased-reference', 'unreleased-reference', /bpf_ringbuf_reserve\(\) on line 13/],
  ['read-only-write', 'read-only-write', /constant/],
  ['read-only-context', 'read-only-write', /field of the context/],
  ['btf-missing', 'btf-missing', /Map table/],
];

describe('a program that this kernel’s verifier rejects', () => {
  it.each(rejected)('%s is classed and pointed at', async (name, kind, sentence) => {
    const explanation = await explain(name);
    expect(explanation).toMatchObject({
      accepted: false,
      class: kind,
      place: { file: `${name}.c`, line: lineToBlame(name) },
      recognised: true,
    });
    expect(explanation.sentence.en).toMatch(sentence);
    expect(explanation.sentence.ja).toMatch(/[\u3041-\u30ff]/);
    expect(explanation.place?.text).toContain('/* rejected */');
  });

  it('may be refused by libbpf before, for a function that no kernel type names', async () => {
    const { class: kind, place, sentence } = await explain('btf-missing-function');
    expect([kind, place]).toEqual(['btf-missing', null]);
    expect(sentence.en).toContain('bpf_no_such_kfunc');
  });

  it.each([
    ['packet-no-check', 'no-check', { provenBytes: 0, neededBytes: 13 }],
    ['packet-check-too-short', 'too-short', { provenBytes: 14, neededBytes: 21 }],
    ['packet-wrong-pointer', 'wrong-pointer', { provenBytes: 0, neededBytes: 15 }],
    ['packet-end-moved', 'end-moved', null],
  ])('%s says how far the proof goes', async (name, packetCase, proof) => {
    expect(await explain(name)).toMatchObject({ packetCase, proof });
  });

  it('gives its visits in order, its log, and the registers before a line', async () => {
    const explanation = await explain('packet-check-too-short');
    const { visits, rejected: last } = explanation;
    expect(visits.first.map(({ number }) => number)).toEqual(visits.first.map((_, index) => index));
    expect(visits.first.at(-1)).toEqual(last);
    const logLine = last?.instructions?.at(-1)?.logLine ?? -1;
    const id = explanation.explanation;
    const { lines } = value(await client.call('verifier.log', { explanation: id, from: logLine, count: 2 }));
    expect(lines[1]).toBe(explanation.reason);
    const { registers } = value(await client.call('verifier.registers', { explanation: id, logLine }));
    expect(registers.find(({ name }) => name === 'R2')?.value).toMatch(/^pkt_end/);
  });
});

it('the learner’s own file is explained where it lies', async () => {
  const work = { lesson: 'packet01-parsing', assignment: 'bounds-check' };
  const path = 'xdp_prog_kern.c';
  const wrong = join(root, 'bpf/lessons/packet01-parsing/bounds-check/reject/reversed-check', path);
  value(await client.call('workspace.open', work));
  value(await client.call('workspace.save', { ...work, path, text: readFileSync(wrong, 'utf8') }));
  expect(value(await client.call('verifier.explain', { kind: 'workspace', ...work }))).toMatchObject({
    class: 'packet-bounds',
    packetCase: 'wrong-side',
    place: { file: path },
  });
});

/**
 * Root may read stack that was never written (CAP_PERFMON): the class is met by who loads with CAP_BPF and CAP_NET_ADMIN
 * alone. Both the program and the log are this kernel's; only the loader is another.
 */
it('a loader without CAP_PERFMON may not read stack that was never written', async () => {
  const object = scratch.file('uninitialised-stack.o', '');
  execFileSync('clang', [...clangFlags(root), '-c', 'uninitialised-stack.c', '-o', object], {
    cwd: programs,
  });
  const capabilities = '-all,+bpf,+net_admin';
  const loading = spawnSync(
    'unshare',
    [
      ...[
        '--mount',
        '--propagation',
        'private',
        'sh',
        '-c',
        'mount -t bpf bpf /sys/fs/bpf && exec "$@"',
        'sh',
      ],
      ...['setpriv', `--inh-caps=${capabilities}`, `--bounding-set=${capabilities},+setpcap`],
      ...['bpftool', 'prog', 'load', object, '/sys/fs/bpf/stack', 'type', 'xdp'],
    ],
    { encoding: 'utf8' },
  );
  const explanation = value(await client.call('verifier.explain', { kind: 'log', text: loading.stderr }));
  expect(explanation).toMatchObject({
    class: 'uninitialised-stack',
    place: { file: 'uninitialised-stack.c', line: lineToBlame('uninitialised-stack') },
  });
  expect(explanation.sentence.en).toContain('bpf_map_lookup_elem() is given 8 bytes');
});

describe('xdp-lab explain', () => {
  const file = join(programs, 'packet-check-too-short.c');

  it('answers with the fields that programs rely on', async () => {
    const ran = await runCli(['explain', file, '--json']);
    expect(ran.exitCode).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      accepted: false,
      class: 'packet-bounds',
      file: 'packet-check-too-short.c',
      line: lineToBlame('packet-check-too-short'),
      source: 'if (ip6->nexthdr == 58) /* rejected */',
      proof: { provenBytes: 14, neededBytes: 21 },
    });
  });

  it('takes an object, and a program that is accepted', async () => {
    const object = scratch.file('pass.o', '');
    const pass = scratch.file(
      'pass.c',
      '#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>\nSEC("xdp") int xdp_pass_func(struct xdp_md *ctx) { return XDP_PASS; }\n',
    );
    execFileSync('clang', [...clangFlags(root), '-c', pass, '-o', object]);
    for (const path of [object, pass]) {
      const ran = await runCli(['explain', path, '--json']);
      expect([ran.exitCode, JSON.parse(ran.stdout)]).toMatchObject([
        0,
        { accepted: true, class: null, line: null },
      ]);
    }
  });

  it('shows people the line, the proof and the instructions, in both languages', async () => {
    const english = await runCli(['explain', file]);
    expect(english.stdout).toMatch(/^✗ REJECTED {2}xdp_prog {2}packet-bounds\n/);
    expect(english.stdout).toContain('14 proven, 21 needed');
    expect(english.stdout).toMatch(/6 {2}\(71\) r1 = \*\(u8 \*\)\(r1 \+20\)/);
    const japanese = await runCli(['explain', file, '--lang', 'ja']);
    expect(japanese.stdout).toContain('14 証明済み, 21 必要');
  });

  it('reads a log from its standard input', () => {
    const log = join(root, 'test/unit/engine/verifier/logs/packet-bounds-6.18.txt');
    const line = [process.execPath, join(root, 'app/hosts/cli/xdp-lab.mjs'), 'explain', '-', '--json'];
    const ran = execFileSync('sh', ['-c', `"$@" < '${log}' || test $? = 1`, 'sh', ...line], {
      encoding: 'utf8',
    });
    expect(JSON.parse(ran)).toMatchObject({ class: 'packet-bounds', file: 'bad.c', line: 10 });
  });

  it.each(['/dev/zero', '.', '/nowhere/log.txt'])('says plainly that %s is no log', async (path) => {
    const ran = await runCli(['explain', path, '--json']);
    expect(ran.exitCode).toBe(2);
  });
});

describe('the same log as kernels before 6.8 print it, without file and line', () => {
  it.each(['packet-check-too-short', 'stale-packet-pointer', 'map-value-bounds', 'return-code', 'license'])(
    '%s is placed by the line table of its object',
    async (name) => {
      const { explanation, place } = await explain(name);
      const part = await client.call('verifier.log', { explanation, from: 0, count: 5000 });
      const older = value(part)
        .lines.join('\n')
        .replace(/ @ \S+:\d+$/gm, '');
      const object = join(scratch.folder, `${name}.o`);
      execFileSync('clang', [...clangFlags(root), '-c', `${name}.c`, '-o', object], { cwd: programs });
      expect(older).not.toContain(`${name}.c:`);
      expect((await explainRejection(older, null, readFileSync(object))).place).toEqual(place);
    },
  );
});
