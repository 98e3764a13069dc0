import type { Command } from 'commander';
import { chosenEnvironment, noneThere } from '../../chosen-environment.ts';
import { defineCommand, type Cli } from '../../define-command.ts';
import { exitCodes, type ExitCode } from '../../exit-codes.ts';
import { commandsOption, jsonOption, nameOption, type OutputOptions } from '../../options.ts';
import { renderCommands } from '../../render/commands.ts';
import { renderEnvironment } from '../../render/environment.ts';
import type { Session } from '../../session.ts';

interface NamedOptions extends OutputOptions {
  readonly name?: string;
}

/** `xdp-lab env down` and `env reset`. */
export const addEnvironmentChanges = (parent: Command, cli: Cli): void => {
  const options = () => [nameOption(cli.session), commandsOption(cli.session), jsonOption(cli.session)];
  defineCommand(parent, cli, {
    usage: 'down',
    about: {
      en: 'remove an environment and all that hangs on it',
      ja: '環境と、それに付いているものをすべて取り除く',
    },
    options: options(),
    examples: [
      [
        'xdp-lab env down --name veth-lab',
        { en: 'no error where there is none', ja: 'なくてもエラーにならない' },
      ],
    ],
  }).action(async (given: NamedOptions) => {
    cli.finish(await down(cli.session, given));
  });
  defineCommand(parent, cli, {
    usage: 'reset',
    about: { en: 'make it anew, with the same options', ja: '同じ設定で作り直す' },
    options: options(),
    examples: [
      ['xdp-lab env reset --name veth-lab', { en: 'after something was bent', ja: '壊してしまったときに' }],
    ],
  }).action(async (given: NamedOptions) => {
    cli.finish(await reset(cli.session, given));
  });
};

const down = async (
  session: Session,
  { name, json = false, commands = false }: NamedOptions,
): Promise<ExitCode> => {
  const chosen = await chosenEnvironment(session, name, '--name');
  if (!chosen.ok && chosen.failure === noneThere) return nothingToRemove(session, json);
  if (!chosen.ok) return session.failed(chosen.failure, json);
  const answer = await session.call('env.down', { name: chosen.value });
  if (!answer.ok) return session.failed(answer.failure, json);
  if (json) session.json({ name: chosen.value, ...answer.value });
  else {
    const { terminal, language, style } = session;
    const sentence = answer.value.removed
      ? { en: `${chosen.value} is removed.`, ja: `${chosen.value} を取り除きました。` }
      : { en: `There was no environment ${chosen.value}.`, ja: `環境 ${chosen.value} はありませんでした。` };
    terminal.write(session.say(sentence) + '\n');
    if (commands) terminal.write(renderCommands(answer.value.commands, language, style));
  }
  return exitCodes.pass;
};

/** What is to be gone is gone: as with a name that no environment has, this is no error. */
const nothingToRemove = (session: Session, json: boolean): ExitCode => {
  if (json) session.json({ name: null, removed: false, commands: [] });
  else
    session.terminal.write(
      session.say({ en: 'There was no environment.\n', ja: '環境はありませんでした。\n' }),
    );
  return exitCodes.pass;
};

const reset = async (
  session: Session,
  { name, json = false, commands = false }: NamedOptions,
): Promise<ExitCode> => {
  const chosen = await chosenEnvironment(session, name, '--name');
  if (!chosen.ok) return session.failed(chosen.failure, json);
  const answer = await session.call('env.reset', { name: chosen.value });
  if (!answer.ok) return session.failed(answer.failure, json);
  if (json) session.json(answer.value);
  else {
    const { terminal, language, style } = session;
    // This command holds it, and ends now.
    terminal.write(renderEnvironment({ ...answer.value.environment, heldBy: null }, language, style));
    if (commands) terminal.write(renderCommands(answer.value.commands, language, style));
  }
  return exitCodes.pass;
};
