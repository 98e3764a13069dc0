import { describe, expect, it } from 'vitest';
import { fail, labFailure, succeed, type CheckRequest } from '../../../../app/contract/index.ts';
import { answering, checkReport, failedReport, runCli } from './fixture.ts';

const check = ['check', 'packet01-parsing/icmpv6-sequence'];

describe('check', () => {
  it.each([
    ['pass', checkReport(), 0],
    ['fail', failedReport, 1],
    [
      'cannot',
      checkReport({ verdict: 'cannot', failure: labFailure('tool-missing', { thing: 'xdp-loader' }) }),
      3,
    ],
  ] as const)('exits by the verdict: %s', async (_, report, exitCode) => {
    const ran = await runCli([...check, '--solution'], { 'check.run': answering(report) });
    expect(ran.exitCode).toBe(exitCode);
  });

  it.each([
    [['--source', 'a.c'], { kind: 'path', path: 'a.c' }],
    [['--solution'], { kind: 'solution' }],
    [['--start'], { kind: 'start' }],
  ])('asks for the program that %j names', async (words, source) => {
    const asked: CheckRequest[] = [];
    await runCli([...check, ...words, '--only', 'vectors', '--name', 'veth-mine', '--number', '77'], {
      'check.run': (request) => {
        asked.push(request);
        return Promise.resolve(succeed(checkReport()));
      },
    });
    expect(asked).toEqual([
      {
        lesson: 'packet01-parsing',
        assignment: 'icmpv6-sequence',
        source,
        only: 'vectors',
        environment: { name: 'veth-mine', number: 77 },
      },
    ]);
  });

  it.each([
    [check, '--source FILE'],
    [[...check, '--solution', '--start'], '--source FILE'],
    [['check', 'packet01-parsing', '--start'], 'xdp-lab lessons'],
    [['check', 'a/b/c', '--start'], 'xdp-lab lessons'],
    [[...check, '--start', '--name', 'veth-mine'], '--number'],
    [[...check, '--start', '--name', 'a;reboot', '--number', '3'], 'veth-lab'],
    [[...check, '--start', '--name', 'n'.repeat(40), '--number', '3'], 'veth-lab'],
    [[...check, '--start', '--name', 'veth-mine', '--number', '256'], '--number'],
  ])('refuses %j without starting a lab, and says the way out', async (line, way) => {
    const ran = await runCli(line);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain(way);
    expect(ran.labs.opened).toBe(0);
  });

  it('shows the failed check first, expected beside actual, and the hint last', async () => {
    const { stdout } = await runCli([...check, '--start'], { 'check.run': answering(failedReport) });
    expect(stdout).toMatch(/expected ✕ XDP_DROP +actual ▲ XDP_PASS/);
    expect(stdout.indexOf('Echo requests')).toBeLessThan(stdout.indexOf('It compiles'));
    expect(stdout.indexOf('It compiles')).toBeLessThan(stdout.indexOf('Real pings'));
    expect(stdout.trimEnd()).toMatch(/Hint: Which numbers does your condition drop\?$/);
  });

  it('shows each packet with its action, and the bytes of the first wrong one', async () => {
    const { stdout } = await runCli([...check, '--start'], { 'check.run': answering(failedReport) });
    expect(stdout).toMatch(/✓ +odd +▲ XDP_PASS/);
    expect(stdout).toMatch(/✗ +even +▲ XDP_PASS ≠ ✕ XDP_DROP/);
    expect(stdout).toContain('0000  33 33 00 00 00 01 02 00  00 00 00 02 86 dd');
  });

  it('prints the way it went on one line', async () => {
    const { stdout } = await runCli([...check, '--start'], { 'check.run': answering(failedReport) });
    expect(stdout).toContain('build ✓ 93 ms · load ✓ 4.3 ms · vectors ✓ 1.0 ms · environment ·');
  });

  it('prints the command lines only when asked, quoted for a shell', async () => {
    const handlers = { 'check.run': answering(checkReport()) };
    expect((await runCli([...check, '--start'], handlers)).stdout).not.toContain('clang');
    expect((await runCli([...check, '--start', '--commands'], handlers)).stdout).toContain(
      "clang -c 'my prog.c'",
    );
  });

  it('prints JSON with the texts of one language and nothing else', async () => {
    const handlers = { 'check.run': answering(failedReport) };
    const { stdout, stderr, exitCode } = await runCli(
      [...check, '--start', '--json', '--lang', 'ja'],
      handlers,
    );
    expect(exitCode).toBe(1);
    expect(stderr).toBe('');
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual([
      'lesson',
      'assignment',
      'rev',
      'verdict',
      'summary',
      'ms',
      'stages',
      'checks',
      'hint',
      'failure',
      'counters',
      'commands',
    ]);
    expect(report).toMatchObject({
      verdict: 'fail',
      ms: 123.457,
      stages: [{ name: 'build', state: 'pass', ms: 92.5 }, {}, {}, {}],
      checks: [{}, { id: 'requests', code: 'wrong-action', title: '偶数と奇数のエコー要求' }, {}],
      hint: { id: 'parity', text: 'その条件ではどの番号が落ちますか。' },
      commands: [{ argv: ['clang', '-c', 'my prog.c'], exitCode: 0, ms: 92.5 }],
    });
  });

  it('prints a failure as JSON too, so that a program can read the reason', async () => {
    const failure = labFailure('not-found', { thing: 'lesson packet99' });
    const ran = await runCli([...check, '--start', '--json'], {
      'check.run': () => Promise.resolve(fail(failure)),
    });
    expect(ran.exitCode).toBe(2);
    expect(JSON.parse(ran.stdout)).toEqual({
      failure: { code: 'not-found', message: 'There is no lesson packet99.', detail: '' },
    });
  });

  it('says in one sentence what stopped it when the machine could not', async () => {
    const failure = labFailure('tool-missing', { thing: 'xdp-loader', detail: 'looked in /usr/sbin' });
    const report = checkReport({ verdict: 'cannot', failure, checks: [] });
    const { stdout } = await runCli([...check, '--start'], { 'check.run': answering(report) });
    expect(stdout).toContain('The tool xdp-loader is not installed.');
    expect(stdout).toContain('    looked in /usr/sbin');
    expect(stdout).toContain('Way out: Run xdp-lab doctor');
  });
});
