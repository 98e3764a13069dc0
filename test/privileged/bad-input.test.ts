import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blockingTool } from '../support/blocking-tool.ts';
import { root, runCli, startCli, type Ended } from '../support/cli.ts';
import { leavesNothing, machineState, type MachineState } from '../support/machine-state.ts';
import { parseFailure, parseReport } from '../support/report-schema.ts';
import { scratchFolder } from '../support/scratch.ts';

const scratch = scratchFolder();
const assignment = 'packet01-parsing/icmpv6-sequence';
const nobody = 65_534;
const name = 'veth-bad';
const environment = ['--name', name, '--number', '220'];
const grading = ['check', assignment, ...environment];
const solution = join(root, 'bpf/lessons', assignment, 'solution/xdp_prog_kern.c');

let before: MachineState;
beforeEach(() => {
  before = machineState();
});
afterEach(() => leavesNothing(before));

/** What every refusal owes: the status, the thing, the reason and the way out by name, and no stack trace. */
const expectRefusal = (
  ended: Ended,
  wanted: { exitCode: number; names: string; reason: RegExp; way: RegExp },
): void => {
  const said = ended.stdout + ended.stderr;
  expect(said).toContain(wanted.names);
  expect(said).toMatch(wanted.reason);
  expect(said).toMatch(wanted.way);
  expect(said).not.toMatch(/^\s+at .*[:(]/m);
  expect(ended.exitCode).toBe(wanted.exitCode);
};

describe('what a learner can mistype', () => {
  it('an unknown lesson', async () => {
    expectRefusal(await runCli(['check', 'packet99/vlan', '--start']), {
      exitCode: 2,
      names: 'packet99',
      reason: /There is no lesson packet99/,
      way: /Choose one of: .*packet01-parsing/,
    });
  });

  it('an unknown assignment, in Japanese and as JSON', async () => {
    const line = ['check', 'packet01-parsing/vlans', '--start', '--json', '--lang', 'ja'];
    const ended = await runCli(line);
    expect(ended.exitCode).toBe(2);
    const failure = parseFailure(ended.stdout);
    expect(failure.message).toContain('vlans');
    expect(failure.message).toMatch(/ありません/);
    expect(failure.fix).toContain('icmpv6-sequence');
  });

  it('a missing file', async () => {
    const path = join(scratch.folder, 'nowhere.c');
    for (const line of [
      [...grading, '--source', path],
      ['dry', path],
      ['watch', assignment, path],
    ]) {
      expectRefusal(await runCli(line), {
        exitCode: 2,
        names: path,
        reason: /There is no/,
        way: /Check the path/,
      });
    }
  });

  it('a file that may not be read', async () => {
    const path = scratch.file('secret.c', readFileSync(solution), 0o600);
    chownSync(path, nobody, nobody);
    // Root without the right to pass over permissions stands for any user here.
    const under = ['setpriv', '--bounding-set=-dac_override,-dac_read_search'];
    for (const line of [
      [...grading, '--source', path],
      ['dry', path],
    ]) {
      expectRefusal(await runCli(line, { under }), {
        exitCode: 2,
        names: path,
        reason: /may not be read by you/,
        way: /chmod u\+r/,
      });
    }
  });

  it('a file as large as a disk', async () => {
    const path = scratch.file('disk.o', '');
    truncateSync(path, 5 * 1024 ** 3);
    for (const line of [
      [...grading, '--source', path],
      ['dry', path],
    ]) {
      expectRefusal(await runCli(line), {
        exitCode: 2,
        names: path,
        reason: /too large for a program/,
        way: /Name a C file/,
      });
    }
  });

  it('a directory with no program', async () => {
    const folder = join(scratch.folder, 'empty');
    mkdirSync(folder);
    expectRefusal(await runCli([...grading, '--source', folder]), {
      exitCode: 2,
      names: folder,
      reason: /holds no xdp_prog_kern\.c/,
      way: /--source FILE/,
    });
  });

  it.each(['a;reboot', '$(reboot)', '../etc', 'n'.repeat(40)])('the name %s', async (bad) => {
    for (const line of [
      ['env', 'up', '--name', bad],
      [...['check', assignment, '--solution', '--number', '220'], '--name', bad],
      ['load', solution, '--env', bad],
    ]) {
      expectRefusal(await runCli(line), {
        exitCode: 2,
        names: bad,
        reason: /at most 15 characters/,
        way: /Choose a name like/,
      });
    }
  });
});

describe('what a file can hold', () => {
  it('random bytes in place of C: a compile error, so a fail', async () => {
    const path = scratch.file('random.c', randomBytes(4096));
    const ended = await runCli([...grading, '--source', path]);
    expectRefusal(ended, {
      exitCode: 1,
      names: 'random.c',
      reason: /does not compile|error/,
      way: /Hint|first error/,
    });
    const json = await runCli([...grading, '--source', path, '--json']);
    expect(parseReport(json.stdout)).toMatchObject({
      verdict: 'fail',
      stages: [{ name: 'build', state: 'fail' }],
    });
  });

  it('an object that is not ELF', async () => {
    const path = scratch.file('not-elf.o', 'this is a text file\n');
    expectRefusal(await runCli(['dry', path]), {
      exitCode: 2,
      names: 'not-elf.o',
      reason: /is not a BPF object file/,
      way: /clang -target bpf/,
    });
  });

  it('an ELF file that holds no BPF', async () => {
    const path = join(scratch.folder, 'native.o');
    copyFileSync(process.execPath.endsWith('node') ? '/bin/true' : process.execPath, path);
    expectRefusal(await runCli(['dry', path]), {
      exitCode: 2,
      names: 'native.o',
      reason: /is not a BPF object file/,
      way: /clang -target bpf/,
    });
  });

  it('a program under another name than the one asked for', async () => {
    expectRefusal(await runCli(['dry', solution, '--program', 'xdp_other_func']), {
      exitCode: 2,
      names: 'xdp_other_func',
      reason: /no XDP program named/,
      way: /xdp_parser_func/,
    });
    const renamed = scratch.file(
      'renamed.c',
      readFileSync(solution, 'utf8').replaceAll('xdp_parser_func', 'my_parser_func'),
    );
    expectRefusal(await runCli([...grading, '--source', renamed]), {
      exitCode: 1,
      names: 'xdp_parser_func',
      reason: /no XDP program named/,
      way: /my_parser_func/,
    });
  });
});

describe('what a machine can lack', () => {
  it('clang', async () => {
    const folder = join(scratch.folder, 'without-clang');
    mkdirSync(folder);
    for (const tool of ['sh', 'env']) symlinkSync(`/bin/${tool}`, join(folder, tool));
    expectRefusal(await runCli([...grading, '--solution'], { environment: { PATH: folder } }), {
      exitCode: 3,
      names: 'clang',
      reason: /is not installed/,
      way: /xdp-lab doctor/,
    });
  });

  it.each([
    ['xdp-loader', '/usr/sbin/xdp-loader'],
    ['ping', '/usr/bin/ping'],
  ])('%s', async (tool, path) => {
    const mounts = [`mount --bind /dev/null '${path}'`];
    expectRefusal(await runCli([...grading, '--solution'], { mounts }), {
      exitCode: 3,
      names: tool,
      reason: /is not installed/,
      way: /xdp-lab doctor/,
    });
  });

  it('BTF in the kernel: what needs it says so, what does not goes on', async () => {
    const mounts = ['mount -t tmpfs none /sys/kernel/btf'];
    expectRefusal(await runCli(['doctor'], { mounts }), {
      exitCode: 0,
      names: 'Kernel BTF',
      reason: /\/sys\/kernel\/btf.*No such file/,
      way: /cure: .*CONFIG_DEBUG_INFO_BTF/,
    });
    expect((await runCli([...grading, '--solution'], { mounts })).exitCode).toBe(0);
  });

  it('room on the disk', async () => {
    const disk = join(scratch.folder, 'full');
    mkdirSync(disk);
    const mounts = [
      `mount -t tmpfs -o size=16k,nr_inodes=64 none '${disk}'`,
      `cat /dev/zero > '${disk}/filler' 2>/dev/null || true`,
    ];
    expectRefusal(await runCli([...grading, '--solution'], { mounts, environment: { TMPDIR: disk } }), {
      exitCode: 3,
      names: disk,
      reason: /no room left/,
      way: /TMPDIR/,
    });
  });
});

describe('what can happen in the middle', () => {
  const real = join(scratch.folder, 'real-ping');
  copyFileSync('/usr/bin/ping', real);

  const blockedPing = (id: string) => {
    const tool = blockingTool(scratch, `ping-${id}`, id);
    return { ...tool, mounts: [`mount --bind '${tool.path}' /usr/bin/ping`] };
  };

  it('Ctrl-C while clang runs', async () => {
    const folder = join(scratch.folder, 'slow');
    mkdirSync(folder);
    const clang = blockingTool(scratch, 'slow/clang', 'clang');
    const running = startCli([...grading, '--solution'], {
      environment: { PATH: `${folder}:${process.env.PATH ?? ''}` },
    });
    await clang.started();
    running.signalGroup('SIGINT');
    const ended = await running.ended;
    expect(ended).toEqual({ exitCode: 130, stdout: '', stderr: 'Stopped; nothing is left behind.\n' });
  });

  it.each([
    ['Ctrl-C', 'SIGINT', 130],
    ['SIGTERM', 'SIGTERM', 143],
    ['a closed terminal', 'SIGHUP', 129],
  ] as const)('%s while packets are on the way', async (_, signal, exitCode) => {
    const ping = blockedPing(signal);
    const running = startCli([...grading, '--solution'], { mounts: ping.mounts });
    await ping.started();
    running.signalGroup(signal);
    const ended = await running.ended;
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.stdout).toBe('');
  });

  it('Ctrl-C again and again', async () => {
    const ping = blockedPing('again');
    const running = startCli([...grading, '--solution'], { mounts: ping.mounts });
    await ping.started();
    for (let times = 0; times < 5; times += 1) running.signalGroup('SIGINT');
    expect((await running.ended).exitCode).toBe(130);
  });

  it('the helper killed with SIGKILL', async () => {
    const ping = blockedPing('killed');
    const running = startCli([...grading, '--solution'], { mounts: ping.mounts });
    await ping.started();
    process.kill(helperOf(running.child.pid), 'SIGKILL');
    expectRefusal(await running.ended, {
      exitCode: 3,
      names: 'helper',
      reason: /ended while it was needed/,
      way: /Run it again/,
    });
  });

  it('two labs on one name', async () => {
    const ping = blockedPing('two');
    const first = startCli([...grading, '--solution'], { mounts: ping.mounts });
    await ping.started();
    expectRefusal(await runCli([...grading, '--solution']), {
      exitCode: 3,
      names: name,
      reason: /in use by another lab/,
      way: /choose another --name and --number/,
    });
    first.signalGroup('SIGINT');
    expect((await first.ended).exitCode).toBe(130);
  });

  it('the interface vanishes while packets are on the way', async () => {
    const script = `#!/bin/sh\nip link delete veth0\nexec '${real}' "$@"\n`;
    const vanishing = scratch.file('ping-vanish', script, 0o755);
    const mounts = [`mount --bind '${vanishing}' /usr/bin/ping`];
    expectRefusal(await runCli([...grading, '--solution'], { mounts }), {
      exitCode: 3,
      names: name,
      reason: /is gone/,
      way: /env reset|[Rr]un it again/,
    });
  });

  it('the interface of a kept environment vanished', async () => {
    const kept = ['--name', name];
    expect((await runCli(['env', 'up', ...kept, '--number', '220'])).exitCode).toBe(0);
    try {
      execFileSync('ip', ['link', 'delete', name]);
      expectRefusal(await runCli(['load', solution, '--env', name]), {
        exitCode: 3,
        names: name,
        reason: /is gone/,
        way: /xdp-lab env reset/,
      });
      expect((await runCli(['env', 'reset', ...kept])).exitCode).toBe(0);
    } finally {
      await runCli(['env', 'down', ...kept]);
    }
  });
});

/** The helper that a command line started: the child of its process that runs helper.js. */
const helperOf = (pid: number): number => {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  const helper = children.find((child) =>
    readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('helper.js'),
  );
  if (helper === undefined) throw new Error(`process ${pid} has no helper`);
  return helper;
};
