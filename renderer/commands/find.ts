import type { Lab } from '../state/lab.svelte.ts';
import type { PageCommand } from './command.ts';

/** Keys that the learner chose instead of the usual ones, by command id; null for none. */
export type OwnKeys = Readonly<Record<string, string | null>>;

/** The key of a command: the learner's own, else the usual one. */
export const keyOf = (command: PageCommand, own: OwnKeys): string | undefined => {
  const chosen = own[command.id];
  return chosen === undefined ? command.key : (chosen ?? undefined);
};

/** The keys that a terminal leaves to the page. */
export const keysInTerminal = (commands: readonly PageCommand[], own: OwnKeys): string[] =>
  commands.flatMap((command) => (command.inTerminal ? (keyOf(command, own) ?? []) : []));

/** Another command that has the key in the same pane, or everywhere. */
export const conflictOf = (
  commands: readonly PageCommand[],
  command: PageCommand,
  key: string,
  own: OwnKeys,
): PageCommand | undefined =>
  commands.find(
    (other) => other.id !== command.id && other.within === command.within && keyOf(other, own) === key,
  );

/** Whether a command can be done now. */
export const isPossible = (command: PageCommand, lab: Lab): boolean => command.possible?.(lab) ?? true;

/** The commands that a key asks for within a pane: the pane's own first, then those that count everywhere. */
export const commandsOfKey = (
  commands: readonly PageCommand[],
  key: string,
  pane: string | undefined,
  own: OwnKeys,
): PageCommand[] => {
  const asked = commands.filter((command) => keyOf(command, own) === key);
  return [
    ...asked.filter(({ within }) => within !== undefined && within === pane),
    ...asked.filter(({ within }) => within === undefined),
  ];
};
