import { describe, expect, it } from 'vitest';
import { failureCodes, fail, labFailure, succeed } from '../../../../app/contract/index.ts';
import { exitCodeOf } from '../../../../app/hosts/cli/exit-codes.ts';
import { answering, checkReport, failedReport, runCli } from './fixture.ts';

const lessons = { lessons: [], unreadable: [] };

describe('a run', () => {
  it('ends the lab it started, also when the command fails', async () => {
    const good = await runCli(['lessons'], { 'lessons.list': answering(lessons) });
    expect(good.labs).toEqual({ opened: 1, disposed: 1 });
    const bad = await runCli(['lessons']);
    expect(bad.labs).toEqual({ opened: 1, disposed: 1 });
    expect(bad.exitCode).toBe(3);
  });

  it('calls a bug a bug: one sentence, exit 70, no stack', async () => {
    const broken = { 'lessons.list': () => Promise.reject(new Error('the roof is open')) };
    const ran = await runCli(['lessons'], broken);
    expect(ran.exitCode).toBe(70);
    expect(ran.stderr).toContain('the roof is open');
    expect(ran.stderr).toContain('CONTRIBUTING.md');
    expect(ran.stderr).not.toMatch(/^\s+at /m);
    const debugged = await runCli(['lessons'], broken, { environment: { XDP_LAB_DEBUG: '1' } });
    expect(debugged.stderr).toMatch(/^\s+at /m);
  });

  it.each([
    [130, /Stopped; nothing is left behind/],
    [143, /^$/],
    [141, /^$/],
  ])('exits with %i when it was stopped so, and reports no failure', async (exitCode, said) => {
    const stopped = new AbortController();
    const ran = await runCli(
      ['lessons'],
      {
        'lessons.list': (_input, { signal }) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => {
              resolve(fail(labFailure('cancelled', { thing: 'lessons' })));
            });
            stopped.abort();
          }),
      },
      {
        interruption: {
          signal: stopped.signal,
          exitCode: () => (stopped.signal.aborted ? exitCode : undefined),
        },
      },
    );
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.stderr).toMatch(said);
    expect(ran.stdout).toBe('');
    expect(ran.labs).toEqual({ opened: 1, disposed: 1 });
  });

  it.each(failureCodes)('has an exit status for every failure, and none is success: %s', (code) => {
    expect([1, 2, 3, 130]).toContain(exitCodeOf(labFailure(code, { thing: 'x' })));
  });

  it('uses colour only on a terminal that wants it', async () => {
    const line = ['check', 'a/b', '--start'];
    const handlers = { 'check.run': answering(failedReport) };
    const plain = await runCli(line, handlers);
    expect(plain.stdout).not.toContain('\u001b[');
    const coloured = await runCli(line, handlers, { colour: true });
    expect(coloured.stdout).toContain('\u001b[31m');
    expect(coloured.stdout.replace(/\u001b\[\d+m/g, '')).toBe(plain.stdout);
  });

  it('prints no colour in JSON even on a terminal', async () => {
    const ran = await runCli(
      ['check', 'a/b', '--start', '--json'],
      { 'check.run': answering(checkReport()) },
      { colour: true },
    );
    expect(ran.stdout).not.toContain('\u001b');
  });

  it('reports selftest findings in numbers, and exits 1 when one fails', async () => {
    const finding = { lesson: 'l', assignment: 'a', rule: 'a' as const, subject: 'start', detail: '', ms: 1 };
    const findings = [
      { ...finding, state: 'pass' as const },
      { ...finding, state: 'fail' as const, detail: 'it passed' },
    ];
    const ran = await runCli(['selftest', '--repeat', '1'], { 'selftest.run': answering({ findings }) });
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('1 passed, 1 failed');
  });

  it.each(['0', '-1', 'x', '1.5'])('refuses --repeat %s', async (repeat) => {
    const ran = await runCli(['selftest', `--repeat=${repeat}`]);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('--repeat needs a whole number from 1 on');
  });

  it('shows what a rejected program did wrong before the log', async () => {
    const verdict = {
      accepted: false,
      programs: [],
      rejection: {
        class: 'packet-bounds' as const,
        place: { file: 'a.c', line: 7, column: 9, text: '\tif (eth->h_proto)' },
        sentence: { en: 'Bytes are read past the check.', ja: '確認していないバイトを読んでいます。' },
        reason: 'invalid access to packet',
      },
      log: '0: R1=ctx()\n1: invalid access to packet\n',
      ms: 4,
      commands: [],
    };
    const ran = await runCli(['dry', 'a.c'], { 'program.dryLoad': () => Promise.resolve(succeed(verdict)) });
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout.indexOf('a.c:7:9')).toBeLessThan(ran.stdout.indexOf('R1=ctx()'));
    expect(ran.stdout).toContain('    7 │  if (eth->h_proto)\n' + ' '.repeat(4 + 4 + 8) + '^');
  });
});
