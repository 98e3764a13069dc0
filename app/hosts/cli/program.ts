import { Command } from 'commander';
import type { Text } from '../../contract/index.ts';
import { version } from '../../../package.json';
import { addBench } from './commands/bench.ts';
import { addCheck } from './commands/check.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEnvironment } from './commands/environment/index.ts';
import { addExplain } from './commands/explain.ts';
import { addLessons } from './commands/lessons.ts';
import { addProgram } from './commands/program/index.ts';
import { addSelftest } from './commands/selftest.ts';
import { addServe } from './commands/serve.ts';
import { addWatch } from './commands/watch.ts';
import type { Cli } from './define-command.ts';
import { languageOption } from './options.ts';
import { displayWidth, wrap } from './render/width.ts';

const about: Text = {
  en: 'Learn XDP: write C, save, and see what the compiler, the verifier and the packets say.',
  ja: 'XDP を学ぶ: C を書いて保存すると、コンパイラー、検証器、パケットの答えがすぐ見えます。',
};

const titles: Readonly<Record<string, string>> = {
  'Usage:': '使い方:',
  'Arguments:': '引数:',
  'Options:': 'オプション:',
  'Commands:': 'コマンド:',
};

const examples: readonly [string, Text][] = [
  ['xdp-lab lessons', { en: 'what there is to learn', ja: 'レッスンの一覧' }],
  [
    'xdp-lab check packet01-parsing/icmpv6-sequence --source xdp_prog_kern.c',
    { en: 'grade your program', ja: '自分のプログラムを採点する' },
  ],
  ['xdp-lab doctor', { en: 'why something does not work here', ja: '動かない理由を調べる' }],
  ['xdp-lab check --help', { en: 'everything about one command', ja: '各コマンドの詳しい使い方' }],
];

const shortName: Text = {
  en: 'In the project’s folder, xdp-lab is typed as npm run -s lab --',
  ja: 'プロジェクトのフォルダーでは、xdp-lab を npm run -s lab -- と読み替えて入力してください。',
};

/** The whole command line: every command, its options and its help, in the session's language. */
export const createProgram = (cli: Cli): Command => {
  const { terminal, language, say, style } = cli.session;
  const program = new Command('xdp-lab')
    .description(say(about))
    .version(version, '--version', say({ en: 'print the version', ja: 'バージョンを表示する' }))
    .addOption(languageOption(cli.session))
    .helpOption('--help', say({ en: 'show this help', ja: 'このヘルプを表示する' }))
    .helpCommand(false)
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: terminal.write,
      writeErr: terminal.note,
      // Usage errors are told in the learner's language by whoever runs the program.
      outputError: () => undefined,
      getOutHasColors: () => terminal.colour,
      getErrHasColors: () => terminal.noteColour,
      getOutHelpWidth: () => Math.min(terminal.columns ?? 100, 100),
      getErrHelpWidth: () => Math.min(terminal.columns ?? 100, 100),
    })
    .configureHelp({
      displayWidth,
      boxWrap: (text, width) => wrap(text, width).join('\n'),
      styleTitle: (title) => style.bold(language === 'ja' ? (titles[title] ?? title) : title),
    })
    .exitOverride();
  for (const add of [
    addLessons,
    addCheck,
    addWatch,
    addServe,
    addSelftest,
    addDoctor,
    addEnvironment,
    addProgram,
    addExplain,
    addBench,
  ]) {
    add(program, cli);
  }
  const lines = examples.map(([line, does]) => `  ${line}\n      ${style.dim(say(does))}`);
  const title = style.bold(say({ en: 'Examples:', ja: '例:' }));
  return program.addHelpText('after', `\n${title}\n${lines.join('\n')}\n\n${say(shortName)}`);
};
