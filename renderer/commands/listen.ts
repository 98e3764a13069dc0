import type { Lab } from '../state/lab.svelte.ts';
import { allCommands } from './all.ts';
import { commandsOfKey, isPossible } from './find.ts';
import { paneOf } from './focus.ts';
import { keyOfPress } from './key.ts';

const inTerminal = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('.xterm') !== null;

const obey = (event: KeyboardEvent, lab: Lab): void => {
  const key = keyOfPress(event);
  if (!key || event.defaultPrevented || document.querySelector('dialog:modal')) return;
  const asked = commandsOfKey(allCommands, key, paneOf(event.target), lab.settings.keys);
  if (asked.length === 0) return;
  // Also where nothing can be done now: the browser would otherwise reload the page on Shift+F5.
  event.preventDefault();
  const command = asked.find((one) => isPossible(one, lab));
  if (!command) return;
  event.stopPropagation();
  void command.run(lab);
};

/**
 * Does what keys ask for. The page's keys come before the editor's own; in a terminal they come after, so that its owner
 * decides which keys leave it. While a dialog is open, none counts. Returns what ends the listening.
 */
export const listenToKeys = (target: Window, lab: Lab): (() => void) => {
  const early = (event: KeyboardEvent) => {
    if (!inTerminal(event.target)) obey(event, lab);
  };
  const late = (event: KeyboardEvent) => {
    if (inTerminal(event.target)) obey(event, lab);
  };
  target.addEventListener('keydown', early, { capture: true });
  target.addEventListener('keydown', late);
  return () => {
    target.removeEventListener('keydown', early, { capture: true });
    target.removeEventListener('keydown', late);
  };
};
