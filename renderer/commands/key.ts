/** A key press, as far as it matters here. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'
>;

/** `Process` is a press that an input method takes (UI Events KeyboardEvent key Values, section 3.5). */
const notByThemselves: readonly string[] = [
  'Control',
  'Shift',
  'Alt',
  'Meta',
  'AltGraph',
  'CapsLock',
  'Process',
];

const isLetter = (key: string): boolean => /^[A-Z]$/.test(key);

/** Layouts without Latin letters, and dead keys, are told by where the key lies. */
const byPlace = (code: string): string | undefined =>
  /^Key([A-Z])$/.exec(code)?.[1] ?? /^Digit(\d)$/.exec(code)?.[1] ?? (code === 'Backquote' ? '`' : undefined);

const nameOf = ({ key, code }: KeyPress): string => {
  if (key === ' ') return 'Space';
  if (key === 'Dead' || (key.length === 1 && key > '~')) return byPlace(code) ?? key;
  return key.length === 1 ? key.toUpperCase() : key;
};

/**
 * What was pressed, as commands name their keys: `Ctrl+Shift+P`, `F8`, `Alt+ArrowLeft`; Cmd counts as Ctrl. Shift is
 * named with letters and named keys only, because where other characters lie differs by keyboard. Undefined for a bare modifier, and
 * while an input method composes.
 */
export const keyOfPress = (press: KeyPress): string | undefined => {
  if (press.isComposing || notByThemselves.includes(press.key)) return undefined;
  const name = nameOf(press);
  const shift = press.shiftKey && (isLetter(name) || name.length > 1);
  return [press.ctrlKey || press.metaKey ? 'Ctrl' : '', press.altKey ? 'Alt' : '', shift ? 'Shift' : '', name]
    .filter((part) => part !== '')
    .join('+');
};

/** Whether a key may be a command's: one that types a character, moves or confirms would be missed everywhere else. */
export const canBeCommand = (key: string): boolean =>
  /^(?:Shift\+)?F\d{1,2}$/.test(key) || /^(?:Ctrl\+(?:Alt\+)?|Alt\+)(?:Shift\+)?[^+]+$/.test(key);

const shown: Partial<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** A key as the learner reads it: `Alt+←`. */
export const showKey = (key: string): string =>
  key
    .split('+')
    .map((part) => shown[part] ?? part)
    .join('+');
