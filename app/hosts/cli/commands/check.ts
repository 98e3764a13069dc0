import { Option, type Command } from 'commander';
import type { CheckRequest, CheckSource, Outcome } from '../../../contract/index.ts';
import { checkedName, checkedNumber, splitAssignment } from '../checked-input.ts';
import { defineCommand, type Cli } from '../define-command.ts';
import { exitCodeOfReport, type ExitCode } from '../exit-codes.ts';
import { commandsOption, jsonOption, nameOption, numberOption, type OutputOptions } from '../options.ts';
import { reportForPrograms } from '../render/report-json.ts';
import { renderCommands } from '../render/commands.ts';
import { renderReport } from '../render/check.ts';
import { followStages } from '../progress.ts';
import type { Session } from '../session.ts';
import { badUsage } from '../usage-error.ts';

interface CheckOptions extends OutputOptions {
  readonly source?: string;
  readonly solution?: boolean;
  readonly start?: boolean;
  readonly only?: 'vectors' | 'live';
  readonly name?: string;
  readonly number?: string;
}

/** `xdp-lab check`. */
export const addCheck = (parent: Command, cli: Cli): void => {
  const { session } = cli;
  defineCommand(parent, cli, {
    usage: 'check <LESSON/ASSIGNMENT>',
    about: {
      en: 'grade a program: compile, verify, attach, send packets, judge',
      ja: 'プログラムを採点する(コンパイル、検証、アタッチ、パケット送信、判定)',
    },
    arguments: {
      'LESSON/ASSIGNMENT': { en: 'as xdp-lab lessons lists them', ja: 'xdp-lab lessons に表示される名前' },
    },
    options: [
      new Option(
        '--source <file>',
        session.say({
          en: 'a C file, compiled where it lies, or the folder that holds it',
          ja: 'C ファイル(その場所でコンパイル)、またはそれを含むフォルダー',
        }),
      ),
      new Option('--solution', session.say({ en: "the lesson's own solution", ja: 'レッスンの解答' })),
      new Option('--start', session.say({ en: "the lesson's starter", ja: 'レッスンの開始時のコード' })),
      new Option(
        '--only <part>',
        session.say({
          en: 'vectors: no environment, no traffic; live: real packets only',
          ja: 'vectors: 環境も通信も使わない、live: 実際のパケットだけ',
        }),
      ).choices(['vectors', 'live']),
      nameOption(session),
      numberOption(session),
      commandsOption(session),
      jsonOption(session),
    ],
    notes: [
      {
        en: 'Exit status: 0 pass, 1 fail (a compile error is a fail), 2 bad usage or input, 3 the machine cannot.',
        ja: '終了ステータス: 0 合格、1 不合格(コンパイルエラーを含む)、2 使い方や入力の誤り、3 このマシンでは判定不能。',
      },
    ],
    examples: [
      [
        'xdp-lab check packet01-parsing/icmpv6-sequence --source xdp_prog_kern.c',
        { en: 'grade your own file', ja: '自分のファイルを採点する' },
      ],
      [
        'xdp-lab check packet01-parsing/vlan --solution --commands',
        {
          en: 'see a solution pass, and the command lines that did it',
          ja: '解答の合格と、使われたコマンドを見る',
        },
      ],
      [
        'xdp-lab check packet01-parsing/vlan --source . --only vectors --json',
        { en: 'the fast part alone, for a program', ja: '速い部分だけを、プログラム向けに' },
      ],
    ],
  }).action(async (assignment: string, options: CheckOptions) => {
    cli.finish(await check(session, assignment, options));
  });
};

const check = async (session: Session, assignment: string, options: CheckOptions): Promise<ExitCode> => {
  const { json = false, commands = false } = options;
  const request = await readRequest(assignment, options);
  if (!request.ok) return session.failed(request.failure, json);
  const progress = await followStages(session);
  const answer = await session.call('check.run', request.value);
  progress.stop();
  if (!answer.ok) return session.failed(answer.failure, json);
  const report = answer.value;
  if (json) session.json(reportForPrograms(report));
  else {
    const { terminal, language, style } = session;
    terminal.write(renderReport(report, language, style, terminal.columns));
    if (commands) terminal.write(renderCommands(report.commands, language, style));
  }
  return exitCodeOfReport(report);
};

const readRequest = async (text: string, options: CheckOptions): Promise<Outcome<CheckRequest>> => {
  const assignment = splitAssignment(text);
  if (!assignment.ok) return assignment;
  const source = chooseSource(options);
  if (!source.ok) return source;
  const environment = await chooseEnvironment(options);
  if (!environment.ok) return environment;
  return {
    ok: true,
    value: {
      ...assignment.value,
      source: source.value,
      ...(options.only && { only: options.only }),
      ...(environment.value && { environment: environment.value }),
    },
  };
};

const chooseSource = ({ source, solution = false, start = false }: CheckOptions): Outcome<CheckSource> => {
  const chosen: CheckSource[] = [
    ...(source === undefined ? [] : [{ kind: 'path' as const, path: source }]),
    ...(solution ? [{ kind: 'solution' as const }] : []),
    ...(start ? [{ kind: 'start' as const }] : []),
  ];
  const [only, second] = chosen;
  if (only && !second) return { ok: true, value: only };
  const message = only
    ? {
        en: 'Only one program can be graded at a time: --source, --solution and --start exclude each other.',
        ja: '採点できるプログラムは一度に 1 つです。--source、--solution、--start は同時に指定できません。',
      }
    : {
        en: 'Which program should be graded? --source, --solution and --start are all missing.',
        ja: 'どのプログラムを採点しますか。--source、--solution、--start のどれも指定されていません。',
      };
  const way = {
    en: 'Give --source FILE for your own program, --solution for the solution, or --start for the starter.',
    ja: '自分のプログラムなら --source FILE、解答なら --solution、開始時のコードなら --start を指定してください。',
  };
  return { ok: false, failure: badUsage(message, 'xdp-lab check', way) };
};

const chooseEnvironment = async ({
  name,
  number,
}: CheckOptions): Promise<Outcome<{ name: string; number: number } | undefined>> => {
  if (name === undefined && number === undefined) return { ok: true, value: undefined };
  if (name === undefined || number === undefined) {
    const message = {
      en: '--name and --number belong together: an environment of its own needs addresses of its own.',
      ja: '--name と --number は一緒に指定してください。別の環境には別のアドレスが必要です。',
    };
    const way = { en: 'For example: --name veth-mine --number 77', ja: '例: --name veth-mine --number 77' };
    return { ok: false, failure: badUsage(message, 'xdp-lab check', way) };
  }
  const checked = await checkedName(name);
  if (!checked.ok) return checked;
  const counted = await checkedNumber(number);
  return counted.ok ? { ok: true, value: { name: checked.value, number: counted.value } } : counted;
};
