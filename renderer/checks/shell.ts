import type { RanCommand } from '../../app/contract/index.ts';

const quoted = (word: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** A command line as it may be typed into a POSIX shell. */
export const shellLine = ({ argv }: Pick<RanCommand, 'argv'>): string => argv.map(quoted).join(' ');

/** Command lines as a script that stops at the first one that fails. */
export const shellScript = (commands: readonly Pick<RanCommand, 'argv'>[]): string =>
  ['#!/bin/sh', 'set -eu', ...commands.map(shellLine), ''].join('\n');
