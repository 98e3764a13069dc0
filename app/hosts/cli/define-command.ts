import type { Command, Option } from 'commander';
import type { Text } from '../../contract/index.ts';
import type { ExitCode } from './exit-codes.ts';
import { languageOption } from './options.ts';
import type { Session } from './session.ts';

/** What the commands are hung into: the session they work with, and where their exit status goes. */
export interface Cli {
  readonly session: Session;
  readonly finish: (exitCode: ExitCode) => void;
}

interface Definition {
  /** The command's name, then its arguments as the option parser reads them: `check <assignment>`. */
  readonly usage: string;
  readonly about: Text;
  /** What each argument is, by its name. */
  readonly arguments?: Readonly<Record<string, Text>>;
  readonly options?: readonly Option[];
  /** Further paragraphs of the help. */
  readonly notes?: readonly Text[];
  /** Command lines that work, and what each does. */
  readonly examples: readonly (readonly [line: string, does: Text])[];
}

const examplesTitle: Text = { en: 'Examples:', ja: '例:' };

/** Adds a command with its help in the learner's language. */
export const defineCommand = (parent: Command, { session }: Cli, definition: Definition): Command => {
  const { usage, about, options = [], notes = [], examples } = definition;
  const { say, style } = session;
  const [name = '', ...rest] = usage.split(' ');
  const command = parent.command(name).description(say(about)).helpCommand(false);
  for (const argument of rest) {
    const described = definition.arguments?.[argument.replace(/[<>[\].]/g, '')];
    command.argument(argument, described ? say(described) : '');
  }
  for (const option of options) command.addOption(option);
  command.addOption(languageOption(session));
  const lines = examples.map(([line, does]) => `  ${line}\n      ${style.dim(say(does))}`);
  const after = [...notes.map(say), [style.bold(say(examplesTitle)), ...lines].join('\n')];
  return command.addHelpText('after', '\n' + after.join('\n\n'));
};
