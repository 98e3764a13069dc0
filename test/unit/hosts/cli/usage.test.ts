import { describe, expect, it } from 'vitest';
import { runCli } from './fixture.ts';

describe('the command line', () => {
  it('answers --version and --help without a lab', async () => {
    const version = await runCli(['--version']);
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const help = await runCli(['--help']);
    expect(help.stdout).toContain('check [options] <LESSON/ASSIGNMENT>');
    expect([version.exitCode, help.exitCode]).toEqual([0, 0]);
    expect(version.labs.opened + help.labs.opened).toBe(0);
  });

  const everyCommand = [
    ['lessons'],
    ['check'],
    ['watch'],
    ['serve'],
    ['selftest'],
    ['doctor'],
    ['env'],
    ['env', 'up'],
    ['env', 'down'],
    ['env', 'reset'],
    ['env', 'status'],
    ['env', 'list'],
    ['env', 'exec'],
    ['env', 'enter'],
    ['env', 'ping'],
    ['env', 'tcpdump'],
    ['load'],
    ['unload'],
    ['status'],
    ['stats'],
    ['maps'],
    ['trace'],
    ['explain'],
    ['dry'],
    ['bench'],
    ['bench', 'loop'],
    ['bench', 'run'],
    ['bench', 'env'],
    ['bench', 'start'],
    ['bench', 'counters'],
    ['bench', 'exceptions'],
    ['bench', 'verifier'],
    ['bench', 'page'],
  ];
  it.each(everyCommand)('has help with an example, in both languages: %s %s', async (...words) => {
    const line = words.filter((word) => typeof word === 'string');
    const english = await runCli([...line, '--help']);
    expect(english.stdout).toMatch(/^Usage: xdp-lab /);
    expect(english.stdout).toContain(`Examples:\n  xdp-lab ${line.join(' ')}`);
    const japanese = await runCli([...line, '--help', '--lang', 'ja']);
    expect(japanese.stdout).toMatch(/^使い方: xdp-lab /);
    expect(japanese.stdout).toMatch(/例:\n {2}xdp-lab/);
    expect(japanese.stdout).not.toMatch(/Usage|Options|Arguments|Examples/);
  });

  it('shows the help and exits 2 when no command is given', async () => {
    const ran = await runCli([]);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('Usage: xdp-lab');
  });

  it.each([
    [['lesons'], 'There is no command lesons. Did you mean lessons?', 'xdp-lab --help'],
    [['lessons', '--jsn'], 'There is no option --jsn. Did you mean --json?', 'xdp-lab lessons --help'],
    [['check'], 'LESSON/ASSIGNMENT is missing.', 'xdp-lab check --help'],
    [
      ['check', 'a/b', '--only', 'fast'],
      'fast is no value of --only <part>; it may be vectors, live.',
      'xdp-lab check --help',
    ],
    [['check', 'a/b', '--source'], '--source <file> needs a value.', 'xdp-lab check --help'],
    [['lessons', 'extra'], 'There are too many arguments.', 'xdp-lab lessons --help'],
    [['env', 'upp'], 'There is no command upp. Did you mean up?', 'xdp-lab env --help'],
    [
      ['lessons', '--lang', 'fr'],
      'fr is no value of --lang <language>; it may be en, ja.',
      'xdp-lab lessons --help',
    ],
  ])('refuses %j with a sentence and the way out', async (line, sentence, way) => {
    const ran = await runCli(line);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toBe(`Error: ${sentence}\nWay out: See: ${way}\n`);
    expect(ran.stdout).toBe('');
  });

  it('refuses in Japanese where the locale is Japanese', async () => {
    const ran = await runCli(['lesons'], {}, { environment: { LANG: 'ja_JP.UTF-8' } });
    expect(ran.stderr).toContain('コマンド lesons はありません。');
  });

  it.each([
    [{ LANG: 'ja_JP.UTF-8' }, [], '使い方'],
    [{ LANG: 'ja_JP.UTF-8', LC_ALL: 'C' }, [], 'Usage'],
    [{ LANG: 'C', LC_ALL: 'ja_JP.UTF-8' }, [], '使い方'],
    [{ LANG: 'ja_JP.UTF-8' }, ['--lang', 'en'], 'Usage'],
    [{}, ['--lang=ja'], '使い方'],
    [{}, [], 'Usage'],
  ])('speaks the language of %j and %j', async (environment, words, first) => {
    const { stdout } = await runCli(['lessons', '--help', ...words], {}, { environment });
    expect(stdout.startsWith(first)).toBe(true);
  });
});
