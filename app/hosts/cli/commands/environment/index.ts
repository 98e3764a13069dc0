import type { Command } from 'commander';
import { defineCommand, type Cli } from '../../define-command.ts';
import { addEnvironmentChanges } from './change.ts';
import { addEnvironmentQuestions } from './ask.ts';
import { addTerminalCommands } from './terminal.ts';
import { addUp } from './up.ts';

/** `xdp-lab env …`. */
export const addEnvironment = (parent: Command, cli: Cli): void => {
  const environment = defineCommand(parent, cli, {
    usage: 'env',
    about: {
      en: 'network environments: a namespace and a veth pair to attach to',
      ja: 'ネットワーク環境(名前空間と veth ペア)を扱う',
    },
    notes: [
      {
        en: 'Without --name the commands mean the only environment there is.',
        ja: '--name を省くと、1 つだけある環境を指します。',
      },
    ],
    examples: [
      [
        'xdp-lab env up --name veth-lab --legacy-ip',
        { en: 'make one; it stays until env down', ja: '作る(env down まで残る)' },
      ],
      [
        'xdp-lab env ping --name veth-lab -c 3',
        { en: 'ping the outer end from inside', ja: 'inner 側から outer 側へ ping する' },
      ],
      ['xdp-lab env down --name veth-lab', { en: 'remove it', ja: '取り除く' }],
    ],
  });
  addUp(environment, cli);
  addEnvironmentChanges(environment, cli);
  addEnvironmentQuestions(environment, cli);
  addTerminalCommands(environment, cli);
};
