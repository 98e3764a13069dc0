import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli, root, startCli } from '../support/cli.ts';
import { leavesNothing, machineState, type MachineState } from '../support/machine-state.ts';
import {
  AttachedJson,
  EnvironmentAnswerJson,
  EnvironmentJson,
  parseReport,
  ProgramsJson,
} from '../support/report-schema.ts';
import { scratchFolder } from '../support/scratch.ts';

const scratch = scratchFolder();
const assignment = 'packet01-parsing/icmpv6-sequence';
const grading = ['check', assignment, '--name', 'veth-cli-check', '--number', '210'];
const solution = join(root, 'bpf/lessons', assignment, 'solution/xdp_prog_kern.c');

let before: MachineState;
beforeAll(() => {
  before = machineState();
});
afterAll(() => leavesNothing(before));

describe('check', () => {
  it('passes the solution over every stage, and prints the report as JSON', async () => {
    const ran = await runCli([...grading, '--solution', '--json']);
    expect(ran.stderr).toBe('');
    const report = parseReport(ran.stdout);
    expect(ran.exitCode).toBe(0);
    expect(report).toMatchObject({
      lesson: 'packet01-parsing',
      assignment: 'icmpv6-sequence',
      verdict: 'pass',
      hint: null,
      failure: null,
    });
    expect(report.stages.map(({ name }) => name)).toEqual([
      'build',
      'load',
      'vectors',
      'environment',
      'attach',
      'traffic',
    ]);
    expect(report.checks.filter(({ level }) => level === 'must').map(({ state }) => state)).not.toContain(
      'fail',
    );
    expect(report.commands.some(({ argv }) => argv.join(' ').includes('xdp-loader load'))).toBe(true);
  });

  it('takes a spare number where a kept environment has the lesson’s', async () => {
    await runCli(['env', 'up', '--name', 'veth-cli-one', '--number', '1']);
    const ran = await runCli(['check', assignment, '--solution', '--json']);
    await runCli(['env', 'down', '--name', 'veth-cli-one']);
    expect(parseReport(ran.stdout)).toMatchObject({ verdict: 'pass', failure: null });
  });

  it('fails the starter with a hint, and says so to people in both languages', async () => {
    const english = await runCli([...grading, '--start']);
    expect(english.exitCode).toBe(1);
    expect(english.stdout).toMatch(/^✗ FAIL {2}packet01-parsing\/icmpv6-sequence/);
    expect(english.stdout).toMatch(/Hint: \S/);
    const japanese = await runCli([...grading, '--start', '--lang', 'ja']);
    expect(japanese.exitCode).toBe(1);
    expect(japanese.stdout).toMatch(/^✗ 不合格 {2}packet01-parsing\/icmpv6-sequence/);
    expect(japanese.stdout).toMatch(/ヒント: \S/);
  });

  it.each([
    ['vectors', ['environment', 'attach', 'traffic']],
    ['live', ['vectors']],
  ])('with --only %s leaves the rest out', async (part, left) => {
    const ran = await runCli([...grading, '--solution', '--only', part, '--json']);
    expect(ran.exitCode).toBe(0);
    const ranStages = parseReport(ran.stdout).stages.filter(({ state }) => state !== 'stale');
    expect(ranStages.map(({ name }) => name).filter((name) => left.includes(name))).toEqual([]);
  });

  it('grades a file and a folder where they lie, relative to where the learner stands', async () => {
    copyFileSync(solution, join(scratch.folder, 'xdp_prog_kern.c'));
    for (const source of ['xdp_prog_kern.c', '.']) {
      const ran = await runCli([...grading, '--source', source, '--only', 'vectors', '--json'], {
        cwd: scratch.folder,
      });
      expect(parseReport(ran.stdout).verdict).toBe('pass');
    }
  });

  it('takes a file with a compile error as a fail that names file and line', async () => {
    const broken = scratch.file('broken.c', `${readFileSync(solution, 'utf8')}\nint unfinished = ;\n`);
    const ran = await runCli([...grading, '--source', broken, '--json']);
    expect(ran.exitCode).toBe(1);
    const build = parseReport(ran.stdout).checks.find(
      ({ kind, state }) => kind === 'build' && state === 'fail',
    );
    expect(JSON.stringify(build?.evidence)).toContain('broken.c');
  });
});

describe('watch', () => {
  it('grades on every save, one JSON line each, and ends by Ctrl-C', async () => {
    const path = scratch.file('watched.c', readFileSync(solution));
    const watching = startCli(['watch', assignment, path, '--json', '--lang', 'ja']);
    await watching.said(/"verdict":"pass".*\n/);
    writeFileSync(path, '#error unfinished\n');
    await watching.said(/"verdict":"fail".*\n/);
    watching.signalGroup('SIGINT');
    const ended = await watching.ended;
    expect(ended.exitCode).toBe(130);
    const verdicts = ended.stdout
      .trim()
      .split('\n')
      .map((line) => parseReport(line).verdict);
    expect(verdicts[0]).toBe('pass');
    expect(verdicts.at(-1)).toBe('fail');
  });
});

describe('lessons and doctor', () => {
  it('lists every lesson with its assignments', async () => {
    const listed = await runCli(['lessons', '--json', '--lang', 'ja']);
    const word = v.pipe(v.string(), v.nonEmpty());
    const Lessons = v.strictObject({
      lessons: v.array(
        v.strictObject({
          id: word,
          title: word,
          summary: word,
          assignments: v.array(
            v.strictObject({
              id: word,
              rev: v.number(),
              title: word,
              task: word,
              minutes: v.number(),
              concepts: v.array(word),
            }),
          ),
        }),
      ),
      unreadable: v.strictTuple([]),
    });
    const { lessons } = v.parse(Lessons, JSON.parse(listed.stdout));
    const parsing = lessons.find(({ id }) => id === 'packet01-parsing');
    expect(parsing?.assignments.map(({ id }) => id)).toEqual([
      'bounds-check',
      'ipv6-header',
      'icmpv6-sequence',
      'vlan',
      'ipv4',
    ]);
    const english = await runCli(['lessons']);
    expect(english.stdout).toContain('packet01-parsing/icmpv6-sequence');
  });

  it('finds this machine fit, in both languages and as JSON', async () => {
    const Doctor = v.strictObject({
      verdict: v.picklist(['ok', 'limited']),
      findings: v.pipe(
        v.array(
          v.strictObject({
            id: v.string(),
            title: v.pipe(v.string(), v.nonEmpty()),
            state: v.picklist(['ok', 'limited', 'missing']),
            message: v.pipe(v.string(), v.nonEmpty()),
            evidence: v.string(),
            cure: v.nullable(v.string()),
          }),
        ),
        v.minLength(10),
      ),
    });
    const json = await runCli(['doctor', '--json']);
    expect(json.exitCode).toBe(0);
    v.parse(Doctor, JSON.parse(json.stdout));
    const japanese = await runCli(['doctor', '--lang', 'ja']);
    expect(japanese.exitCode).toBe(0);
    expect(japanese.stdout).toMatch(/[ぁ-ん]/);
  });
});

describe('env', () => {
  const name = 'veth-cli-env';
  const named = ['--name', name];

  afterAll(() => runCli(['env', 'down', ...named]));

  it('makes one that stays, with the addresses of its number', async () => {
    const ran = await runCli(['env', 'up', ...named, '--number', '211', '--legacy-ip', '--json']);
    expect(ran.exitCode).toBe(0);
    const { environment } = v.parse(EnvironmentAnswerJson, JSON.parse(ran.stdout));
    expect(environment).toMatchObject({ name, number: 211, legacyIp: true, keep: true });
    expect(environment.outer.addresses).toEqual(['fc00:dead:cafe:d3::1/64', '10.11.211.1/24']);
    expect(environment.inner.addresses).toEqual(['fc00:dead:cafe:d3::2/64', '10.11.211.2/24']);
    expect(ipShows(name)).toBe(true);
  });

  it('shows and lists it to people', async () => {
    const status = await runCli(['env', 'status', ...named]);
    expect(status.stdout).toContain('fc00:dead:cafe:d3::1/64');
    const list = await runCli(['env', 'list', '--json']);
    const { environments } = v.parse(
      v.strictObject({ environments: v.array(EnvironmentJson) }),
      JSON.parse(list.stdout),
    );
    expect(environments.map((environment) => environment.name)).toContain(name);
  });

  it('runs commands inside and passes their output and status on', async () => {
    const inside = await runCli([
      'env',
      'exec',
      ...named,
      '--',
      'ip',
      '-br',
      '-6',
      'address',
      'show',
      'veth0',
    ]);
    expect(inside.stdout).toContain('fc00:dead:cafe:d3::2/64');
    expect(inside.exitCode).toBe(0);
    const failing = await runCli(['env', 'exec', ...named, '--', 'sh', '-c', 'exit 42']);
    expect(failing.exitCode).toBe(42);
    const stopped = await runCli(['env', 'exec', ...named, '--', 'sh', '-c', 'kill -TERM $$']);
    expect(stopped.exitCode).toBe(143);
  });

  it('pings the outer end, and watches it with tcpdump', async () => {
    const watching = startCli(['env', 'tcpdump', ...named, '-c', '1', 'icmp6[0] == 128']);
    await watching.said(/listening on veth-cli-env/);
    const pinged = await runCli(['env', 'ping', ...named, '-c', '1']);
    expect(pinged.stdout).toContain('1 received');
    const watched = await watching.ended;
    expect(watched.stdout).toContain('fc00:dead:cafe:d3::2 > fc00:dead:cafe:d3::1');
    expect(watched.exitCode).toBe(0);
  });

  it('opens a shell inside', async () => {
    const ran = await runCli(['env', 'enter', ...named], { environment: { SHELL: '/bin/sh' } });
    expect(ran.exitCode).toBe(0);
  });

  describe('with a program', () => {
    const object = join(scratch.folder, 'passing.o');
    const env = ['--env', name];

    beforeAll(() => {
      const code = [
        '#include <linux/bpf.h>',
        '#include <bpf/bpf_helpers.h>',
        'SEC("xdp") int xdp_pass_func(struct xdp_md *ctx) { return XDP_PASS; }',
        'SEC("xdp") int xdp_drop_func(struct xdp_md *ctx) { return XDP_DROP; }',
        'char _license[] SEC("license") = "GPL";',
      ].join('\n');
      const source = scratch.file('two.c', code);
      const include = `/usr/include/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;
      execFileSync('clang', ['-target', 'bpf', '-O2', '-g', '-I', include, '-c', source, '-o', object]);
    });

    it.each([
      ['native', 'xdp-loader'],
      ['skb', 'xdp-loader'],
      ['native', 'iproute2'],
      ['skb', 'iproute2'],
    ])('loads, reports and unloads in %s mode by %s', async (mode, loader) => {
      const words = ['--program', 'xdp_pass_func', '--mode', mode, '--loader', loader, '--json'];
      const loaded = await runCli(['load', object, ...env, ...words]);
      expect(loaded.stderr).toBe('');
      const { attached } = v.parse(AttachedJson, JSON.parse(loaded.stdout));
      expect(attached).toMatchObject({ interface: name, mode, name: 'xdp_pass_func' });

      const status = await runCli(['status', ...env, '--json']);
      expect(v.parse(ProgramsJson, JSON.parse(status.stdout)).programs).toEqual([attached]);

      const unloaded = await runCli(['unload', ...env, '--loader', loader, '--commands']);
      expect(unloaded.stdout).toContain(`The program is off ${name}.`);
      expect(unloaded.stdout).toContain(loader === 'iproute2' ? 'ip' : 'xdp-loader unload');
      const after = await runCli(['status', ...env, '--json']);
      expect(v.parse(ProgramsJson, JSON.parse(after.stdout)).programs).toEqual([]);
    });

    it('loads a C file as well, and keeps the program until it is unloaded', async () => {
      const loaded = await runCli(['load', solution, ...env]);
      expect(loaded.stdout).toContain('xdp_parser_func');
      const pinged = await runCli(['env', 'ping', ...named, '-c', '3', '-i', '0.01']);
      expect(pinged.stdout).toContain('2 received');
      expect((await runCli(['unload', ...env])).exitCode).toBe(0);
    });

    it('loads dry what the verifier takes, and shows the line of what it rejects', async () => {
      const taken = await runCli(['dry', solution]);
      expect([taken.exitCode, taken.stdout]).toEqual([0, expect.stringContaining('xdp_parser_func')]);
      const starter = join(root, 'bpf/lessons/packet01-parsing/bounds-check/start/xdp_prog_kern.c');
      const rejected = await runCli(['dry', starter, '--lang', 'ja']);
      expect(rejected.exitCode).toBe(1);
      expect(rejected.stdout).toMatch(/xdp_prog_kern\.c:\d+/);
      expect(rejected.stdout).toContain('検証器が拒否しました');
    });
  });

  it('is made anew by reset, and gone after down; a second down is no error', async () => {
    const reset = await runCli(['env', 'reset', ...named, '--json']);
    expect(v.parse(EnvironmentAnswerJson, JSON.parse(reset.stdout)).environment).toMatchObject({
      number: 211,
      legacyIp: true,
      keep: true,
    });
    const down = await runCli(['env', 'down', ...named, '--lang', 'ja']);
    expect([down.exitCode, down.stdout]).toEqual([0, `${name} を取り除きました。\n`]);
    expect(ipShows(name)).toBe(false);
    const again = await runCli(['env', 'down', ...named]);
    expect([again.exitCode, again.stdout]).toEqual([0, `There was no environment ${name}.\n`]);
  });
});

describe('selftest', () => {
  it('proves a lesson, finding by finding, and sums up', async () => {
    const ran = await runCli(['selftest', 'packet01-parsing', '--repeat', '1', '--json']);
    expect(ran.stderr).toBe('');
    const Findings = v.strictObject({
      findings: v.array(
        v.strictObject({
          lesson: v.literal('packet01-parsing'),
          assignment: v.nullable(v.string()),
          rule: v.picklist(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']),
          subject: v.pipe(v.string(), v.nonEmpty()),
          state: v.picklist(['pass', 'fail', 'cannot']),
          detail: v.string(),
          ms: v.number(),
        }),
      ),
    });
    const { findings } = v.parse(Findings, JSON.parse(ran.stdout));
    expect(findings.filter(({ state }) => state !== 'pass')).toEqual([]);
    expect(new Set(findings.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(8);
    expect(ran.exitCode).toBe(0);
  }, 180_000);
});

describe('bench', () => {
  const figure = v.pipe(v.number(), v.minValue(0.01));
  const runs = v.literal(1);
  const shapes = {
    loop: v.strictObject({
      runs,
      clangMs: figure,
      loopMs: figure,
      manualMs: figure,
      ratioToClang: figure,
      speedup: figure,
      stagesMs: v.strictObject({ build: figure, load: figure, vectors: figure }),
    }),
    env: v.strictObject({
      runs,
      upMs: figure,
      downMs: figure,
      upWithVlanMs: figure,
      downWithVlanMs: figure,
    }),
    start: v.strictObject({
      runs,
      versionMs: figure,
      helpMs: figure,
      lessonsMs: figure,
      firstByteMs: figure,
    }),
  };

  it.each(['loop', 'env', 'start'] as const)('measures %s and says how far it is on stderr', async (kind) => {
    const ran = await runCli(['bench', kind, '--runs', '1', '--json']);
    expect(ran.stderr).toBe('measuring 1/1 …\n');
    expect(ran.exitCode).toBe(0);
    v.parse(shapes[kind], JSON.parse(ran.stdout));
  });
});

describe('output', () => {
  it('ends quietly when its reader has gone', async () => {
    const started = startCli(['lessons']);
    started.child.stdout?.destroy();
    const ended = await started.ended;
    expect(ended.stderr).toBe('');
    expect(ended.exitCode).toBe(141);
  });

  it('works with every standard stream closed', () => {
    const launcher = join(root, 'app/hosts/cli/xdp-lab.mjs');
    const shell = 'exec "$0" "$1" lessons <&- >&- 2>&-';
    expect(() => execFileSync('sh', ['-c', shell, process.execPath, launcher])).not.toThrow();
  });

  it('says nothing about progress where stderr is no terminal', async () => {
    const ran = await runCli([...grading, '--solution']);
    expect(ran.stderr).toBe('');
  });
});

const ipShows = (link: string): boolean =>
  execFileSync('ip', ['-o', 'link'], { encoding: 'utf8' }).includes(` ${link}@`);
