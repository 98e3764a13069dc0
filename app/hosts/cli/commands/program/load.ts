import { Option, type Command } from 'commander';
import type { Loader, XdpMode } from '../../../../contract/index.ts';
import { checkedProgram } from '../../checked-input.ts';
import { chosenEnvironment } from '../../chosen-environment.ts';
import { defineCommand, type Cli } from '../../define-command.ts';
import { exitCodes, type ExitCode } from '../../exit-codes.ts';
import {
  commandsOption,
  environmentOption,
  jsonOption,
  loaderOption,
  programOption,
  tapOption,
  type OutputOptions,
} from '../../options.ts';
import { renderCommands } from '../../render/commands.ts';
import { programLine, renderTap } from '../../render/program.ts';
import type { Session } from '../../session.ts';

interface LoadOptions extends OutputOptions {
  readonly env?: string;
  readonly program?: string;
  readonly mode?: XdpMode;
  readonly loader?: Loader;
  readonly tap?: boolean;
}

/** `xdp-lab load`. */
export const addLoad = (parent: Command, cli: Cli): void => {
  const { session } = cli;
  defineCommand(parent, cli, {
    usage: 'load <file>',
    about: {
      en: "attach a program to an environment's outer interface",
      ja: 'プログラムを環境の outer 側のインターフェースにアタッチする',
    },
    arguments: {
      file: { en: 'a C file, or an object made from one', ja: 'C ファイル、またはそのオブジェクト' },
    },
    options: [
      environmentOption(session),
      programOption(session),
      new Option(
        '--mode <mode>',
        session.say({
          en: 'in the driver or in the network core (default: native)',
          ja: 'ドライバー内かネットワーク層か(既定: native)',
        }),
      ).choices(['native', 'skb']),
      loaderOption(session),
      tapOption(session),
      commandsOption(session),
      jsonOption(session),
    ],
    examples: [
      [
        'xdp-lab load xdp_prog_kern.c --env veth-lab',
        { en: 'build, verify and attach', ja: 'ビルド、検証、アタッチ' },
      ],
      [
        'xdp-lab load xdp_prog_kern.o --env veth-lab --program xdp_drop_func --mode skb --loader iproute2 --commands',
        {
          en: 'another program, mode and loader, and the command line',
          ja: 'プログラム、モード、ローダーを選び、コマンドも見る',
        },
      ],
      [
        'xdp-lab load xdp_prog_kern.c --env veth-lab --tap',
        {
          en: 'with the lab’s tap around it: any program is counted by action',
          ja: 'ラボのタップを付ける: どのプログラムもアクション別に数えられる',
        },
      ],
    ],
  }).action(async (file: string, options: LoadOptions) => {
    cli.finish(await load(session, file, options));
  });
};

const load = async (session: Session, path: string, options: LoadOptions): Promise<ExitCode> => {
  const { json = false, commands = false, mode, loader, tap = false } = options;
  const program = options.program === undefined ? undefined : await checkedProgram(options.program);
  if (program?.ok === false) return session.failed(program.failure, json);
  const environment = await chosenEnvironment(session, options.env, '--env');
  if (!environment.ok) return session.failed(environment.failure, json);
  const answer = await session.call('program.load', {
    environment: environment.value,
    path,
    ...(program && { program: program.value }),
    ...(mode && { mode }),
    ...(loader && { loader }),
    tap,
  });
  if (!answer.ok) return session.failed(answer.failure, json);
  if (json) session.json(answer.value);
  else {
    const { terminal, language, style } = session;
    const { attached } = answer.value;
    terminal.write(`${style.green('✓')} ${attached.interface}: ${programLine(attached, style)}\n`);
    const state = answer.value.tap;
    if (state) terminal.write(renderTap(state, language, style));
    if (commands) terminal.write(renderCommands(answer.value.commands, language, style));
  }
  return exitCodes.pass;
};
