import { isIP } from 'node:net';
import { fail, labFailure, succeed, type Environment, type Outcome } from '../../contract/index.ts';

/** What a learner can run by hand in an environment. */
export type TerminalKind = 'exec' | 'enter' | 'ping' | 'tcpdump';

/**
 * The command line a host runs on the learner's own terminal. Only root may enter a namespace: `exec` stays root there, as
 * ping and tcpdump need it; a shell (`enter`) runs as the learner again. `nsenter` and not `ip netns exec`, which would
 * hide bpffs and tracefs.
 */
export const terminalCommand = (
  environment: Environment,
  kind: TerminalKind,
  args: readonly string[],
): Outcome<{ argv: string[] }> => {
  const inside = [...root(), 'nsenter', `--net=/run/netns/${environment.name}`, '--'];
  switch (kind) {
    case 'exec':
      return args.length > 0 ? succeed({ argv: [...inside, ...args] }) : noCommand();
    case 'enter':
      return succeed({ argv: [...inside, ...asLearner(), process.env.SHELL ?? '/bin/sh', ...args] });
    case 'ping':
      return succeed({
        argv: [
          ...inside,
          'ping',
          ...(args.some((argument) => isIP(argument) > 0) ? args : [...args, outerAddress(environment)]),
        ],
      });
    case 'tcpdump':
      return succeed({
        argv: [...root(), 'tcpdump', '-nn', '-e', '-i', environment.outer.interface, ...args],
      });
  }
};

const isRoot = (): boolean => process.getuid?.() === 0;
const root = (): string[] => (isRoot() ? [] : ['sudo']);
const asLearner = (): string[] =>
  isRoot()
    ? []
    : [
        'setpriv',
        `--reuid=${process.getuid?.() ?? 0}`,
        `--regid=${process.getgid?.() ?? 0}`,
        '--init-groups',
        '--',
      ];

const outerAddress = ({ outer }: Environment): string => (outer.addresses[0] ?? '').replace(/\/\d+$/, '');

const noCommand = (): Outcome<never> =>
  fail(
    labFailure('bad-input', {
      thing: 'env exec',
      message: { en: 'env exec needs a command.', ja: 'env exec には実行するコマンドが必要です。' },
      fix: {
        en: 'Write it after two dashes: env exec --name NAME -- ip address',
        ja: '-- の後に書いてください: env exec --name NAME -- ip address',
      },
    }),
  );
