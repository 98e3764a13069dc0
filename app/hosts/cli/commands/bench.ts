import { Option, type Command } from 'commander';
import { labFailure } from '../../../contract/lab-failure.ts';
import { checkedCount } from '../checked-input.ts';
import { defineCommand, type Cli } from '../define-command.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { jsonOption, type OutputOptions } from '../options.ts';
import { table } from '../render/layout.ts';
import type { Session } from '../session.ts';

interface BenchOptions extends OutputOptions {
  readonly runs?: string;
}

const leastRuns = 15;

const kinds = {
  loop: {
    en: 'save → verdict, against bare clang and against the loop by hand',
    ja: '保存 → 判定を、clang 単体および手作業の手順と比べる',
  },
  env: { en: 'environment up and down in a warm engine', ja: '起動済みのエンジンでの環境の作成と削除' },
  start: { en: 'from the command to its first byte', ja: 'コマンド起動から最初の 1 バイトまで' },
} as const;
type Kind = keyof typeof kinds;

/** `xdp-lab bench …`: what the lab costs, measured on this machine. */
export const addBench = (parent: Command, cli: Cli): void => {
  const { session } = cli;
  const bench = defineCommand(parent, cli, {
    usage: 'bench',
    about: { en: 'measure the lab on this machine', ja: 'このマシンでラボの速さを測る' },
    examples: [
      ['xdp-lab bench loop --json', { en: 'medians of 15 runs each', ja: 'それぞれ 15 回の中央値' }],
    ],
  });
  for (const kind of ['loop', 'env', 'start'] as const) {
    defineCommand(bench, cli, {
      usage: kind,
      about: kinds[kind],
      options: [
        new Option(
          '--runs <n>',
          session.say({
            en: `how often each is measured (default: ${leastRuns})`,
            ja: `それぞれの測定回数(既定: ${leastRuns})`,
          }),
        ),
        jsonOption(session),
      ],
      examples: [[`xdp-lab bench ${kind} --json`, { en: 'medians, in milliseconds', ja: '中央値(ミリ秒)' }]],
    }).action(async (options: BenchOptions) => {
      cli.finish(await measure(session, kind, options));
    });
  }
};

const measure = async (
  session: Session,
  kind: Kind,
  { runs, json = false }: BenchOptions,
): Promise<ExitCode> => {
  const counted = checkedCount('--runs', runs ?? String(leastRuns));
  if (!counted.ok) return session.failed(counted.failure, json);
  const { benchEnvironment, benchLoop, benchStart, BenchError } = await import('../../../../bench/index.ts');
  const spinner = session.spinner({ en: 'measuring …', ja: '測定中 …' });
  const bench = {
    call: session.call,
    runs: counted.value,
    signal: session.signal,
    progress: (text: string) => {
      const line = `${session.say({ en: 'measuring', ja: '測定中' })} ${text} …`;
      if (session.terminal.animated) spinner.say(line);
      else session.terminal.note(`${line}\n`);
    },
  };
  try {
    const figures =
      kind === 'loop'
        ? await benchLoop(bench)
        : kind === 'env'
          ? await benchEnvironment(bench)
          : await benchStart(bench, process.argv[1] ?? '');
    spinner.stop();
    if (json) session.json(figures);
    else session.terminal.write(renderFigures(figures));
    return exitCodes.pass;
  } catch (error) {
    spinner.stop();
    if (!(error instanceof BenchError)) throw error;
    const [sentence = '', ...detail] = error.message.split('\n');
    const message = { en: sentence, ja: sentence };
    return session.failed(
      labFailure('tool-failed', { thing: kind, message, detail: detail.join('\n') }),
      json,
    );
  }
};

const renderFigures = (figures: object): string =>
  table(
    Object.entries(figures).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
    0,
  ) + '\n';
