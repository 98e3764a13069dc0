/** What a key may ask of the page. */
export type PageCommand =
  | 'save'
  | 'run'
  | 'stop'
  | 'problem'
  | 'hint'
  | 'previous-step'
  | 'next-step'
  | 'lesson-pane'
  | 'bottom-pane'
  | 'cycle-panes';

/** By key as `KeyboardEvent.key` names it, with the modifiers before it in this order. */
const commands: Partial<Record<string, PageCommand>> = {
  'Ctrl+s': 'save',
  'Ctrl+Enter': 'save',
  F5: 'run',
  'Shift+F5': 'stop',
  F8: 'problem',
  'Ctrl+.': 'hint',
  'Alt+ArrowLeft': 'previous-step',
  'Alt+ArrowRight': 'next-step',
  'Ctrl+b': 'lesson-pane',
  'Ctrl+j': 'bottom-pane',
  F6: 'cycle-panes',
};

/** A key press, as far as it matters here. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'
>;

/** The command of a key press; undefined for any other. Keys pressed while an input method composes are its own. */
export const commandOf = (press: KeyPress): PageCommand | undefined => {
  if (press.isComposing) return undefined;
  const modifiers = [
    press.ctrlKey || press.metaKey ? 'Ctrl+' : '',
    press.altKey ? 'Alt+' : '',
    press.shiftKey ? 'Shift+' : '',
  ];
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  return commands[`${modifiers.join('')}${key}`];
};
