import type { Command } from 'commander';
import type { Text } from '../../../../contract/index.ts';
import { chosenEnvironment } from '../../chosen-environment.ts';
import { defineCommand, type Cli } from '../../define-command.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { nameOption } from '../../options.ts';
import type { Session } from '../../session.ts';

type Kind = 'exec' | 'enter' | 'ping' | 'tcpdump';

const kinds: Record<Kind, { usage: string; about: Text; arguments: Text; example: [string, Text] }> = {
  exec: {
    usage: 'exec <command...>',
    about: { en: 'run a command inside', ja: 'inner 側でコマンドを実行する' },
    arguments: { en: 'the command, after --', ja: 'コマンド(-- の後に書く)' },
    example: [
      'xdp-lab env exec --name veth-lab -- ip -6 address',
      { en: 'its exit status is passed on', ja: '終了ステータスはそのまま返る' },
    ],
  },
  enter: {
    usage: 'enter',
    about: { en: 'open a shell inside', ja: 'inner 側でシェルを開く' },
    arguments: { en: '', ja: '' },
    example: ['xdp-lab env enter --name veth-lab', { en: 'leave it with exit', ja: 'exit で抜ける' }],
  },
  ping: {
    usage: 'ping [arguments...]',
    about: { en: 'ping the outer end from inside', ja: 'inner 側から outer 側へ ping する' },
    arguments: { en: "ping's own options", ja: 'ping のオプション' },
    example: ['xdp-lab env ping --name veth-lab -c 3', { en: 'three requests', ja: '要求を 3 つ送る' }],
  },
  tcpdump: {
    usage: 'tcpdump [arguments...]',
    about: { en: 'watch packets at the outer end', ja: 'outer 側のパケットを見る' },
    arguments: { en: "tcpdump's own options and filter", ja: 'tcpdump のオプションとフィルター' },
    example: [
      'xdp-lab env tcpdump --name veth-lab -c 10 icmp6',
      { en: 'ten packets', ja: 'パケットを 10 個' },
    ],
  },
};

/** `xdp-lab env exec | enter | ping | tcpdump`: the engine says the command line, the learner's terminal runs it. */
export const addTerminalCommands = (parent: Command, cli: Cli): void => {
  for (const kind of ['exec', 'enter', 'ping', 'tcpdump'] as const) {
    const { usage, about, example, ...described } = kinds[kind];
    const command = defineCommand(parent, cli, {
      usage,
      about,
      arguments: { command: described.arguments, arguments: described.arguments },
      options: [nameOption(cli.session)],
      examples: [example],
    });
    if (kind === 'enter') {
      command.action(async (options: { name?: string }) => {
        cli.finish(await onTerminal(cli.session, kind, [], options.name));
      });
      continue;
    }
    // What follows belongs to the other program, its options included.
    command.allowUnknownOption(kind !== 'exec').passThroughOptions();
    command.action(async (args: string[], options: { name?: string }) => {
      cli.finish(await onTerminal(cli.session, kind, args, options.name));
    });
  }
};

const onTerminal = async (
  session: Session,
  kind: Kind,
  args: readonly string[],
  name: string | undefined,
): Promise<ExitCode> => {
  const chosen = await chosenEnvironment(session, name, '--name');
  if (!chosen.ok) return session.failed(chosen.failure);
  const line = await session.call('env.command', { name: chosen.value, kind, args: [...args] });
  return line.ok ? session.runOnTerminal(line.value.argv) : session.failed(line.failure);
};
