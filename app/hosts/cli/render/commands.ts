import type { Language, RanCommand } from '../../../contract/index.ts';
import { duration, table } from './layout.ts';
import type { Style } from './style.ts';

const title = { en: 'Commands the lab ran', ja: 'ラボが実行したコマンド' };

/** The command lines the lab ran, ready to be pasted into a shell, each with its exit status and time. */
export const renderCommands = (commands: readonly RanCommand[], language: Language, style: Style): string => {
  const rows = commands.map(({ argv, exitCode, ms }) => [
    exitCode === 0 ? style.green('0') : style.red(String(exitCode ?? '–')),
    style.dim(duration(ms)),
    shellLine(argv),
  ]);
  return `\n${style.bold(title[language])}\n${table(rows, 2)}\n`;
};

/** An argv as one would type it; what the shell would touch is quoted (POSIX single quotes). */
export const shellLine = (argv: readonly string[]): string =>
  argv
    .map((word) => (/^[A-Za-z0-9_./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
