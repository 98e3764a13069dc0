import { Option, type Command } from 'commander';
import { checkedName, checkedNumber } from '../../checked-input.ts';
import { defineCommand, type Cli } from '../../define-command.ts';
import { exitCodes, type ExitCode } from '../../exit-codes.ts';
import { commandsOption, jsonOption, nameOption, numberOption, type OutputOptions } from '../../options.ts';
import { renderCommands } from '../../render/commands.ts';
import { renderEnvironment } from '../../render/environment.ts';
import type { Session } from '../../session.ts';

interface UpOptions extends OutputOptions {
  readonly name: string;
  readonly number: string;
  readonly vlan?: boolean;
  readonly legacyIp?: boolean;
}

/** `xdp-lab env up`. */
export const addUp = (parent: Command, cli: Cli): void => {
  const { session } = cli;
  defineCommand(parent, cli, {
    usage: 'up',
    about: { en: 'make an environment; it stays until env down', ja: '環境を作る(env down まで残る)' },
    options: [
      nameOption(session).default('veth-lab'),
      numberOption(session).default('1'),
      new Option('--vlan', session.say({ en: 'with VLAN ids 1 and 2', ja: 'VLAN ID 1 と 2 を付ける' })),
      new Option(
        '--legacy-ip',
        session.say({ en: 'with IPv4, 10.11.N.0/24, too', ja: 'IPv4(10.11.N.0/24)も付ける' }),
      ),
      commandsOption(session),
      jsonOption(session),
    ],
    examples: [
      ['xdp-lab env up', { en: 'veth-lab, fc00:dead:cafe:1::/64', ja: 'veth-lab、fc00:dead:cafe:1::/64' }],
      [
        'xdp-lab env up --name veth-vlan --number 2 --vlan --legacy-ip --commands',
        { en: 'a second one, and how it was made', ja: '2 つ目の環境と、その作り方' },
      ],
    ],
  }).action(async (options: UpOptions) => {
    cli.finish(await up(session, options));
  });
};

const up = async (session: Session, options: UpOptions): Promise<ExitCode> => {
  const { json = false, commands = false, vlan = false, legacyIp = false } = options;
  const name = await checkedName(options.name);
  if (!name.ok) return session.failed(name.failure, json);
  const number = await checkedNumber(options.number);
  if (!number.ok) return session.failed(number.failure, json);
  const made = await session.call('env.up', {
    name: name.value,
    number: number.value,
    vlan,
    legacyIp,
    keep: true,
  });
  if (!made.ok) return session.failed(made.failure, json);
  if (json) session.json(made.value);
  else {
    const { terminal, language, style } = session;
    // This command holds it, and ends now.
    terminal.write(renderEnvironment({ ...made.value.environment, heldBy: null }, language, style));
    if (commands) terminal.write(renderCommands(made.value.commands, language, style));
  }
  return exitCodes.pass;
};
