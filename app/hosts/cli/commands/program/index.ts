import type { Command } from 'commander';
import type { Cli } from '../../define-command.ts';
import { addDry } from './dry.ts';
import { addLoad } from './load.ts';
import { addMaps } from './maps.ts';
import { addStats } from './stats.ts';
import { addStatus } from './status.ts';
import { addTrace } from './trace.ts';
import { addUnload } from './unload.ts';

/** `xdp-lab load | unload | status | stats | maps | trace | dry`. */
export const addProgram = (parent: Command, cli: Cli): void => {
  addLoad(parent, cli);
  addUnload(parent, cli);
  addStatus(parent, cli);
  addStats(parent, cli);
  addMaps(parent, cli);
  addTrace(parent, cli);
  addDry(parent, cli);
};
