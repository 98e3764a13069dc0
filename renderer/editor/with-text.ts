import { EditorState } from '@codemirror/state';
import { separatorOf } from './line-ends.ts';

/** How many characters two texts share at their beginning. */
const sharedStart = (one: string, other: string): number => {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one[length] === other[length]) length += 1;
  return length;
};

const sharedEnd = (one: string, other: string, most: number): number => {
  let length = 0;
  while (length < most && one[one.length - 1 - length] === other[other.length - 1 - length]) length += 1;
  return length;
};

/**
 * A file's state with another text: one change of what differs, so that undo, selection and folds stay. Undefined where
 * the line ends are of another kind, which a state cannot change.
 */
export const withText = (state: EditorState, text: string): EditorState | undefined => {
  if (separatorOf(text) !== state.facet(EditorState.lineSeparator)) return undefined;
  const [before, after] = [state.doc.toString(), state.toText(text).toString()];
  if (before === after) return state;
  const from = sharedStart(before, after);
  const end = sharedEnd(before, after, Math.min(before.length, after.length) - from);
  return state.update({
    changes: {
      from,
      to: before.length - end,
      insert: state.toText(after.slice(from, after.length - end).replaceAll('\n', state.lineBreak)),
    },
    userEvent: 'input.replace',
  }).state;
};
