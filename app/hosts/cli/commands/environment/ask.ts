import type { Command } from 'commander';
import { chosenEnvironment } from '../../chosen-environment.ts';
import { defineCommand, type Cli } from '../../define-command.ts';
import { exitCodes, type ExitCode } from '../../exit-codes.ts';
import { commandsOption, jsonOption, nameOption, type OutputOptions } from '../../options.ts';
import { renderCommands } from '../../render/commands.ts';
import { renderEnvironment, renderEnvironments } from '../../render/environment.ts';
import type { Session } from '../../session.ts';

interface StatusOptions extends OutputOptions {
  readonly name?: string;
}

/** `xdp-lab env status` and `env list`. */
export const addEnvironmentQuestions = (parent: Command, cli: Cli): void => {
  const { session } = cli;
  defineCommand(parent, cli, {
    usage: 'status',
    about: {
      en: 'both ends, addresses, VLANs, the attached program',
      ja: '両端、アドレス、VLAN、アタッチ中のプログラムを表示する',
    },
    options: [nameOption(session), commandsOption(session), jsonOption(session)],
    examples: [['xdp-lab env status --name veth-lab', { en: 'one environment', ja: '1 つの環境を詳しく' }]],
  }).action(async (options: StatusOptions) => {
    cli.finish(await status(session, options));
  });
  defineCommand(parent, cli, {
    usage: 'list',
    about: { en: 'all environments', ja: '環境の一覧を表示する' },
    options: [jsonOption(session)],
    examples: [['xdp-lab env list', { en: 'one a line', ja: '1 行に 1 つ' }]],
  }).action(async (options: OutputOptions) => {
    cli.finish(await list(session, options));
  });
};

const status = async (
  session: Session,
  { name, json = false, commands = false }: StatusOptions,
): Promise<ExitCode> => {
  const chosen = await chosenEnvironment(session, name, '--name');
  if (!chosen.ok) return session.failed(chosen.failure, json);
  const answer = await session.call('env.status', { name: chosen.value });
  if (!answer.ok) return session.failed(answer.failure, json);
  if (json) session.json(answer.value);
  else {
    const { terminal, language, style } = session;
    terminal.write(renderEnvironment(answer.value.environment, language, style));
    if (commands) terminal.write(renderCommands(answer.value.commands, language, style));
  }
  return exitCodes.pass;
};

const list = async (session: Session, { json = false }: OutputOptions): Promise<ExitCode> => {
  const answer = await session.call('env.list', {});
  if (!answer.ok) return session.failed(answer.failure, json);
  if (json) session.json(answer.value);
  else session.terminal.write(renderEnvironments(answer.value.environments, session.language, session.style));
  return exitCodes.pass;
};
