import type { Command } from 'commander';
import type { Cli } from '../../define-command.ts';
import { addDry } from './dry.ts';
import { addLoad } from './load.ts';
import { addStatus } from './status.ts';
import { addUnload } from './unload.ts';

/** `xdp-lab load | unload | status | dry`. */
export const addProgram = (parent: Command, cli: Cli): void => {
  addLoad(parent, cli);
  addUnload(parent, cli);
  addStatus(parent, cli);
  addDry(parent, cli);
};
