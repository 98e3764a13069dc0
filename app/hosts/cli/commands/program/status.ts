import type { Command } from 'commander';
import { checkedName } from '../../checked-input.ts';
import { defineCommand, type Cli } from '../../define-command.ts';
import { exitCodes, type ExitCode } from '../../exit-codes.ts';
import { commandsOption, environmentOption, jsonOption, type OutputOptions } from '../../options.ts';
import { renderCommands } from '../../render/commands.ts';
import { renderPrograms } from '../../render/program.ts';
import type { Session } from '../../session.ts';

interface StatusOptions extends OutputOptions {
  readonly env?: string;
}

/** `xdp-lab status`. */
export const addStatus = (parent: Command, cli: Cli): void => {
  const { session } = cli;
  defineCommand(parent, cli, {
    usage: 'status',
    about: {
      en: 'which XDP programs are attached, and where',
      ja: 'どの XDP プログラムがどこにアタッチされているかを表示する',
    },
    options: [environmentOption(session), commandsOption(session), jsonOption(session)],
    examples: [
      [
        'xdp-lab status',
        { en: 'every environment, and the table of xdp-loader', ja: 'すべての環境と xdp-loader の表' },
      ],
      [
        'xdp-lab status --env veth-lab --json',
        { en: 'one of them, for a program', ja: '1 つをプログラム向けに' },
      ],
    ],
  }).action(async (options: StatusOptions) => {
    cli.finish(await status(session, options));
  });
};

const status = async (
  session: Session,
  { env, json = false, commands = false }: StatusOptions,
): Promise<ExitCode> => {
  const environment = env === undefined ? undefined : await checkedName(env);
  if (environment?.ok === false) return session.failed(environment.failure, json);
  const answer = await session.call('program.status', {
    ...(environment && { environment: environment.value }),
  });
  if (!answer.ok) return session.failed(answer.failure, json);
  if (json) session.json(answer.value);
  else {
    const { terminal, language, style } = session;
    terminal.write(renderPrograms(answer.value.programs, language, style));
    if (answer.value.report.trim() !== '') terminal.write(`\n${style.dim(answer.value.report.trimEnd())}\n`);
    if (commands) terminal.write(renderCommands(answer.value.commands, language, style));
  }
  return exitCodes.pass;
};
