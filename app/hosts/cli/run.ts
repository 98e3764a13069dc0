import { CommanderError, type Command } from 'commander';
import type { Cli } from './define-command.ts';
import { renderBug } from './render/bug.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import type { Interruption } from './interruption.ts';
import { chooseLanguage } from './language.ts';
import type { Lab } from './lab.ts';
import { createProgram } from './program.ts';
import { createSession, type Session } from './session.ts';
import type { Terminal } from './terminal.ts';
import { usageFailure } from './usage-error.ts';

interface Surroundings {
  /** The words after `xdp-lab`. */
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  readonly openLab: () => Promise<Lab>;
}

/** Runs one command line from its words to its exit status; the lab it started is ended before the answer. */
export const run = async (surroundings: Surroundings): Promise<ExitCode> => {
  const { args, environment, terminal, interruption, openLab } = surroundings;
  const session = createSession({
    terminal,
    language: chooseLanguage(args, environment),
    signal: interruption.signal,
    openLab,
    runOnTerminal: interruption.runOnTerminal,
  });
  const exitCode = await guarded(surroundings, session, () => parse(args, session));
  const disposed = await guarded(surroundings, session, () => session.dispose().then(() => exitCodes.pass));
  if (disposed !== exitCodes.pass) return disposed;
  const stopped = interruption.exitCode();
  if (stopped === exitCodes.interrupted) terminal.note(session.say(stoppedSentence));
  return stopped ?? exitCode;
};

const stoppedSentence = {
  en: 'Stopped; nothing is left behind.\n',
  ja: '停止しました。残したものはありません。\n',
};

const guarded = async (
  { environment, terminal }: Surroundings,
  { language }: Session,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> => {
  try {
    return await work();
  } catch (error) {
    terminal.note(renderBug(error, language, Boolean(environment.XDP_LAB_DEBUG)));
    return exitCodes.bug;
  }
};

const parse = async (args: readonly string[], session: Session): Promise<ExitCode> => {
  let exitCode: ExitCode = exitCodes.pass;
  const cli: Cli = {
    session,
    finish: (code) => {
      exitCode = code;
    },
  };
  const program = createProgram(cli);
  let refusing: Command = program;
  for (const command of everyCommand(program)) {
    command.exitOverride((error) => {
      refusing = command;
      throw error;
    });
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.pass;
    // Without a command the help has been shown, and says it all.
    return error.code === 'commander.help'
      ? exitCodes.badInput
      : session.failed(usageFailure(error, refusing));
  }
};

const everyCommand = (command: Command): Command[] => [command, ...command.commands.flatMap(everyCommand)];
