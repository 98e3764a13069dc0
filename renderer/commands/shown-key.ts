import { allCommands } from './all.ts';
import { keyOf } from './find.ts';
import type { OwnKeys } from './find.ts';
import { showKey } from './key.ts';

/** The key of a command as the learner reads it; empty where it has none. */
export const shownKey = (id: string, own: OwnKeys): string => {
  const command = allCommands.find((one) => one.id === id);
  const key = command && keyOf(command, own);
  return key ? showKey(key) : '';
};
