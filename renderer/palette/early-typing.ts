import type { KeyPress } from '../commands/key.ts';

/** What was typed after one more key; undefined where the key leaves, and null where it is none that types. */
const typedAfter = (
  typed: string,
  { key, ctrlKey, metaKey, altKey }: KeyPress,
): string | undefined | null => {
  if (key === 'Escape') return undefined;
  if (key === 'Backspace') return typed.slice(0, -1);
  return Array.from(key).length === 1 && !ctrlKey && !metaKey && !altKey ? typed + key : null;
};

interface Handlers {
  readonly onText: (typed: string) => void;
  /** Enter: whatever is typed after it is not for the field. */
  readonly onAccept: () => void;
  readonly onLeave: () => void;
}

/**
 * Takes what is typed for a field that is still being loaded, so that none of it goes to what has the focus. Returns what ends
 * that.
 */
export const catchTyping = (
  target: Pick<Window, 'addEventListener' | 'removeEventListener'>,
  { onText, onAccept, onLeave }: Handlers,
): (() => void) => {
  let typed = '';
  let accepted = false;
  const onkeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      if (!accepted) onAccept();
      accepted = true;
      return;
    }
    const after = typedAfter(typed, event);
    if (after === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (after === undefined) onLeave();
    else if (!accepted) onText((typed = after));
  };
  target.addEventListener('keydown', onkeydown, { capture: true });
  return () => {
    target.removeEventListener('keydown', onkeydown, { capture: true });
  };
};
