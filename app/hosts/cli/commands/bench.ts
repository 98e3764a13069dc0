import { Option, type Command } from 'commander';
import type * as Benches from '../../../../bench/index.ts';
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
  page: {
    en: 'the page in Chromium: loading, typing, save → lamps, memory',
    ja: 'Chromium 上のページ: 読み込み、入力、保存 → ランプ、メモリー',
  },
  counters: {
    en: 'a sample of five counters, against bpftool, and what following them costs',
    ja: 'カウンター 5 個の読み取りを bpftool と比べ、読み続ける負荷を測る',
  },
  exceptions: {
    en: 'an exception until its row is here, and how many a second are kept',
    ja: '例外が行として届くまでの時間と、1 秒あたりに取りこぼさず扱える件数',
  },
  run: {
    en: 'a run with real packets, with the lab’s tap against without',
    ja: '実パケットでの実行を、ラボのタップありとなしで比べる',
  },
  start: { en: 'from the command to its first byte', ja: 'コマンド起動から最初の 1 バイトまで' },
  verifier: {
    en: 'a long verifier log explained, against reading its lines alone',
    ja: '長い検証器のログの説明を、行を読むだけの時間と比べる',
  },
} as const;
type Kind = keyof typeof kinds;

type Measure = (benches: typeof Benches, bench: Benches.Bench) => Promise<object>;

const command = (): string => process.argv[1] ?? '';

const measures: Readonly<Record<Kind, Measure>> = {
  loop: ({ benchLoop }, bench) => benchLoop(bench),
  env: ({ benchEnvironment }, bench) => benchEnvironment(bench),
  counters: ({ benchCounters }, bench) => benchCounters(bench),
  exceptions: ({ benchExceptions }, bench) => benchExceptions(bench),
  run: ({ benchRun }, bench) => benchRun(bench),
  start: ({ benchStart }, bench) => benchStart(bench, command()),
  page: ({ benchPage }, bench) => benchPage(bench, command()),
  verifier: ({ benchVerifier }, bench) => benchVerifier(bench),
};

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
  for (const kind of ['loop', 'run', 'env', 'counters', 'exceptions', 'start', 'page', 'verifier'] as const) {
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
  const benches = await import('../../../../bench/index.ts');
  const spinner = session.spinner({ en: 'measuring …', ja: '測定中 …' });
  const bench = {
    call: session.call,
    on: session.on,
    runs: counted.value,
    signal: session.signal,
    progress: (text: string) => {
      const line = `${session.say({ en: 'measuring', ja: '測定中' })} ${text} …`;
      if (session.terminal.animated) spinner.say(line);
      else session.terminal.note(`${line}\n`);
    },
  };
  try {
    const figures = await measures[kind](benches, bench);
    spinner.stop();
    if (json) session.json(figures);
    else session.terminal.write(renderFigures(figures));
    return exitCodes.pass;
  } catch (error) {
    spinner.stop();
    if (!(error instanceof benches.BenchError)) throw error;
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
