import type { Command } from 'commander';
import type { Loader } from '../../../../contract/index.ts';
import { chosenEnvironment } from '../../chosen-environment.ts';
import { defineCommand, type Cli } from '../../define-command.ts';
import { exitCodes, type ExitCode } from '../../exit-codes.ts';
import {
  commandsOption,
  environmentOption,
  jsonOption,
  loaderOption,
  type OutputOptions,
} from '../../options.ts';
import { renderCommands } from '../../render/commands.ts';
import type { Session } from '../../session.ts';

interface UnloadOptions extends OutputOptions {
  readonly env?: string;
  readonly loader?: Loader;
}

/** `xdp-lab unload`. */
export const addUnload = (parent: Command, cli: Cli): void => {
  const { session } = cli;
  defineCommand(parent, cli, {
    usage: 'unload',
    about: { en: 'take the program off again', ja: 'プログラムを取り外す' },
    options: [
      environmentOption(session),
      loaderOption(session),
      commandsOption(session),
      jsonOption(session),
    ],
    examples: [
      [
        'xdp-lab unload --env veth-lab',
        { en: 'no error where there is none', ja: 'なくてもエラーにならない' },
      ],
    ],
  }).action(async (options: UnloadOptions) => {
    cli.finish(await unload(session, options));
  });
};

const unload = async (session: Session, options: UnloadOptions): Promise<ExitCode> => {
  const { json = false, commands = false, loader } = options;
  const environment = await chosenEnvironment(session, options.env, '--env');
  if (!environment.ok) return session.failed(environment.failure, json);
  const name = environment.value;
  const answer = await session.call('program.unload', { environment: name, ...(loader && { loader }) });
  if (!answer.ok) return session.failed(answer.failure, json);
  if (json) session.json(answer.value);
  else {
    const { terminal, language, style } = session;
    const sentence = answer.value.detached
      ? { en: `The program is off ${name}.`, ja: `${name} からプログラムを取り外しました。` }
      : {
          en: `No program was attached to ${name}.`,
          ja: `${name} にアタッチされたプログラムはありませんでした。`,
        };
    terminal.write(session.say(sentence) + '\n');
    if (commands) terminal.write(renderCommands(answer.value.commands, language, style));
  }
  return exitCodes.pass;
};
