import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where a learner's files and progress lie unless said otherwise (XDG Base Directory Specification: a relative path is ignored). */
export const defaultDataFolder = (environment: NodeJS.ProcessEnv = process.env): string => {
  const home = environment.XDG_DATA_HOME ?? '';
  return join(isAbsolute(home) ? home : join(homedir(), '.local', 'share'), 'xdp-lab');
};
