import { Option, type Command } from 'commander';
import type { CounterSamples, Outcome } from '../../../../contract/index.ts';
import { checkedCount } from '../../checked-input.ts';
import { chosenEnvironment } from '../../chosen-environment.ts';
import { defineCommand, type Cli } from '../../define-command.ts';
import { exitCodes, type ExitCode } from '../../exit-codes.ts';
import { inLanguage } from '../../language.ts';
import { jsonOption, type OutputOptions } from '../../options.ts';
import { createStatsView } from '../../render/stats.ts';
import type { Session } from '../../session.ts';
import { badUsage } from '../../usage-error.ts';

interface StatsOptions extends OutputOptions {
  readonly interval?: string;
  readonly count?: string;
}

const longestIntervalMs = 10_000;

/** `xdp-lab stats`. */
export const addStats = (parent: Command, cli: Cli): void => {
  const { session } = cli;
  defineCommand(parent, cli, {
    usage: 'stats [ENV]',
    about: {
      en: 'packets and bytes by action, now and on, until Ctrl-C',
      ja: 'アクション別のパケット数とバイト数を表示し続ける(Ctrl-C まで)',
    },
    arguments: { ENV: { en: 'the environment', ja: '環境の名前' } },
    options: [
      new Option(
        '--interval <ms>',
        session.say({
          en: 'milliseconds between samples, 1 to 10000 (default: 1000)',
          ja: '間隔(ミリ秒、1〜10000、既定: 1000)',
        }),
      ),
      new Option('--count <n>', session.say({ en: 'end after so many samples', ja: '指定した回数で終わる' })),
      jsonOption(session),
    ],
    notes: [
      {
        en: 'The first sample shows what was counted before; with --json every batch of samples is one line (JSON Lines).',
        ja: '最初の表示はそれまでの合計です。--json ではまとめて届いたサンプルごとに 1 行を出力します(JSON Lines)。',
      },
    ],
    examples: [
      ['xdp-lab stats veth-lab', { en: 'once a second', ja: '1 秒ごとに' }],
      [
        'xdp-lab stats veth-lab --interval 100 --count 50 --json',
        { en: 'five seconds of it, for a program', ja: '5 秒分をプログラム向けに' },
      ],
    ],
  }).action(async (environment: string | undefined, options: StatsOptions) => {
    cli.finish(await stats(session, environment, options));
  });
};

const checkedInterval = (text: string): Outcome<number> => {
  const interval = checkedCount('--interval', text);
  if (!interval.ok || interval.value <= longestIntervalMs) return interval;
  const failure = badUsage(
    {
      en: `--interval is ${longestIntervalMs} milliseconds at most, not ${text}.`,
      ja: `--interval は最大 ${longestIntervalMs} ミリ秒です(${text} は使えません)。`,
    },
    'xdp-lab stats',
    { en: 'For example: --interval 1000', ja: '例: --interval 1000' },
  );
  return { ok: false, failure };
};

const stats = async (
  session: Session,
  named: string | undefined,
  { interval, count, json = false }: StatsOptions,
): Promise<ExitCode> => {
  const { terminal, language, style } = session;
  const everyMs = checkedInterval(interval ?? '1000');
  if (!everyMs.ok) return session.failed(everyMs.failure, json);
  const samples = count === undefined ? undefined : checkedCount('--count', count);
  if (samples?.ok === false) return session.failed(samples.failure, json);
  const environment = await chosenEnvironment(session, named, 'argument');
  if (!environment.ok) return session.failed(environment.failure, json);

  const stream = `stats-${process.pid}`;
  const view = createStatsView(language, style);
  await session.on('counters.samples', (event: CounterSamples) => {
    if (event.stream !== stream) return;
    if (json) terminal.write(JSON.stringify(inLanguage(event, language)) + '\n');
    else terminal.write(view(event));
  });
  const watched = await session.call('counters.watch', {
    environment: environment.value,
    stream,
    intervalMs: everyMs.value,
    ...(samples && { count: samples.value }),
  });
  // Ctrl-C is how most of these end.
  if (!watched.ok) return session.failed(watched.failure, json);
  return exitCodes.pass;
};
