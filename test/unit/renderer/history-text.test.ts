import { history, undo } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { withText } from '../../../renderer/editor/with-text.ts';

const open = (doc: string) =>
  EditorState.create({
    doc,
    extensions: [history(), ...(doc.includes('\r\n') ? [EditorState.lineSeparator.of('\r\n')] : [])],
  });

const undone = (state: EditorState): string => {
  let result = state;
  undo({
    state,
    dispatch: (transaction) => {
      result = transaction.state;
    },
  });
  return result.sliceDoc();
};

test.each([
  ['a\nb\nc\n', 'a\nB\nc\n'],
  ['a\nb\n', 'a\nb\nb\n'],
  ['aaa', 'aa'],
  ['', 'int x;\n'],
  ['int x;\n', ''],
  ['a\r\nb\r\n', 'a\r\nx\r\ny\r\nb\r\n'],
])('a file’s text %j becomes %j, and undo brings it back', (before, after) => {
  const replaced = withText(open(before), after);
  expect(replaced?.sliceDoc()).toBe(after);
  expect(replaced && undone(replaced)).toBe(before);
});

test('a cursor before the change stays where it was', () => {
  const state = EditorState.create({ doc: 'one\ntwo\nthree\n', selection: { anchor: 2 } });
  expect(withText(state, 'one\ntwo\n3\n')?.selection.main.head).toBe(2);
});

test('the same text is no change', () => {
  const state = open('a\n');
  expect(withText(state, 'a\n')).toBe(state);
});

test('other line ends cannot be taken over', () => {
  expect(withText(open('a\n'), 'a\r\n')).toBeUndefined();
});
