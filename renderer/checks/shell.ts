import type { RanCommand } from '../../app/contract/index.ts';

const quoted = (word: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** A command line as it may be typed into a POSIX shell. */
export const shellLine = ({ argv }: Pick<RanCommand, 'argv'>): string => argv.map(quoted).join(' ');

const ended = ({ exitCode }: Pick<RanCommand, 'exitCode'>): string =>
  exitCode === null ? 'was ended by a signal' : `exit code ${String(exitCode)}`;

/**
 * Command lines as a script. The lab goes on after a command that fails (a ping that is dropped fails as it should), so
 * there is no `set -e`; above each line stands how it ended in the lab.
 */
export const shellScript = (commands: readonly Pick<RanCommand, 'argv' | 'exitCode'>[]): string =>
  [
    '#!/bin/sh',
    '# What XDP Lab ran, in its order. Like the lab, it goes on where a command fails.',
    ...commands.flatMap((command) => ['', `# ${ended(command)}`, shellLine(command)]),
    '',
  ].join('\n');
