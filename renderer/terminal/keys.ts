import { keyOfPress } from '../commands/key.ts';
import type { KeyPress } from '../commands/key.ts';

/** Who takes a key pressed in a terminal: the page, the clipboard, or the program. */
export type KeyOwner = 'page' | 'copy' | 'paste' | 'program';

const clipboard: Partial<Record<string, KeyOwner>> = { 'Ctrl+Shift+C': 'copy', 'Ctrl+Shift+V': 'paste' };

/** Decides by the key alone; what an input method composes is the program's. */
export const keyOwner = (press: KeyPress, pageKeys: readonly string[]): KeyOwner => {
  const key = keyOfPress(press) ?? '';
  return pageKeys.includes(key) ? 'page' : (clipboard[key] ?? 'program');
};
