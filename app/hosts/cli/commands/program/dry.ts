import type { Command } from 'commander';
import { checkedProgram } from '../../checked-input.ts';
import { defineCommand, type Cli } from '../../define-command.ts';
import { exitCodes, type ExitCode } from '../../exit-codes.ts';
import { commandsOption, jsonOption, programOption, type OutputOptions } from '../../options.ts';
import { renderCommands } from '../../render/commands.ts';
import { renderLoadVerdict } from '../../render/program.ts';
import type { Session } from '../../session.ts';

interface DryOptions extends OutputOptions {
  readonly program?: string;
}

/** `xdp-lab dry`. */
export const addDry = (parent: Command, cli: Cli): void => {
  const { session } = cli;
  defineCommand(parent, cli, {
    usage: 'dry <file>',
    about: {
      en: 'load without attaching: what does the verifier say?',
      ja: 'アタッチせずにロードし、検証器の判断を見る',
    },
    arguments: {
      file: { en: 'a C file, or an object made from one', ja: 'C ファイル、またはそのオブジェクト' },
    },
    options: [programOption(session), commandsOption(session), jsonOption(session)],
    notes: [
      {
        en: 'Exit status: 0 accepted, 1 rejected or not compiled, 2 bad usage or input, 3 the machine cannot.',
        ja: '終了ステータス: 0 受け入れ、1 拒否またはコンパイル不可、2 使い方や入力の誤り、3 このマシンではできない。',
      },
    ],
    examples: [
      [
        'xdp-lab dry xdp_prog_kern.c',
        { en: 'the rejected line, why, and the clean log', ja: '拒否された行、その理由、読みやすいログ' },
      ],
    ],
  }).action(async (file: string, options: DryOptions) => {
    cli.finish(await dry(session, file, options));
  });
};

const dry = async (session: Session, path: string, options: DryOptions): Promise<ExitCode> => {
  const { json = false, commands = false } = options;
  const program = options.program === undefined ? undefined : await checkedProgram(options.program);
  if (program?.ok === false) return session.failed(program.failure, json);
  const answer = await session.call('program.dryLoad', { path, ...(program && { program: program.value }) });
  if (!answer.ok) return session.failed(answer.failure, json);
  if (json) session.json(answer.value);
  else {
    const { terminal, language, style } = session;
    terminal.write(renderLoadVerdict(answer.value, language, style, terminal.columns));
    if (commands) terminal.write(renderCommands(answer.value.commands, language, style));
  }
  return answer.value.accepted ? exitCodes.pass : exitCodes.fail;
};
