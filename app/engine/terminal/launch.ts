import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { fail, labFailure, succeed, type Outcome, type TerminalProfile } from '../../contract/index.ts';
import { terminalCommand } from '../lab/terminal-command.ts';
import type { HelperLink } from '../lab/helper-link.ts';

/** What a terminal starts: a program with its arguments, by absolute path, in a folder that is there. */
export interface Launch {
  readonly file: string;
  readonly args: string[];
  readonly folder: string;
  readonly environment: Record<string, string>;
}

interface Parts {
  readonly helper: Pick<HelperLink, 'call'>;
  /** Where a shell starts; the home folder where it is not there. */
  readonly folder: () => Promise<string>;
  readonly environment: NodeJS.ProcessEnv;
}

/** Finds out what a profile starts. */
export const launchOf = async (
  profile: TerminalProfile,
  { helper, folder, environment }: Parts,
): Promise<Outcome<Launch>> => {
  const argv = await argvOf(profile, helper, environment);
  if (!argv.ok) return argv;
  const [tool = '', ...args] = argv.value;
  const file = isAbsolute(tool) ? tool : inPath(tool, environment.PATH ?? '');
  if (file === undefined) return fail(labFailure('tool-missing', { thing: tool }));
  return succeed({
    file,
    args,
    folder: existing(await folder()),
    environment: terminalEnvironment(environment),
  });
};

const argvOf = async (
  profile: TerminalProfile,
  helper: Pick<HelperLink, 'call'>,
  environment: NodeJS.ProcessEnv,
): Promise<Outcome<string[]>> => {
  if (profile.kind === 'shell') return succeed([usableShell(environment.SHELL)]);
  const found = await helper.call('env.status', { name: profile.environment });
  if (!found.ok) return found;
  const command = terminalCommand(found.value.environment, 'enter', []);
  return command.ok ? succeed(command.value.argv) : command;
};

const usableShell = (shell: string | undefined): string =>
  shell !== undefined && isAbsolute(shell) && isProgram(shell) ? shell : '/bin/sh';

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
const existing = (folder: string): string => [folder, homedir()].find(isFolder) ?? '/';

const inPath = (tool: string, path: string): string | undefined =>
  path
    .split(delimiter)
    .map((folder) => join(folder, tool))
    .find((candidate) => isAbsolute(candidate) && isProgram(candidate));

/** These tell of the terminal that the lab itself was started from. */
const ofAnotherTerminal = new Set(
  'COLUMNS LINES STY TERMCAP TERM_PROGRAM TERM_PROGRAM_VERSION TMUX TMUX_PANE WINDOW WINDOWID'.split(' '),
);

const terminalEnvironment = (environment: NodeJS.ProcessEnv): Record<string, string> => {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !ofAnotherTerminal.has(entry[0]),
  );
  return { ...Object.fromEntries(kept), TERM: 'xterm-256color', COLORTERM: 'truecolor' };
};
