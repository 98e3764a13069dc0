import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { editorPhrases } from '../../../renderer/editor/phrases.ts';
import { separatorOf } from '../../../renderer/editor/line-ends.ts';
import { markProblems, markedPlaces, problemMarks } from '../../../renderer/editor/problem-marks.ts';
import { neighbourProblem } from '../../../renderer/editor/problems.ts';
import type { Problem } from '../../../renderer/editor/problems.ts';
import { keepDraft, longestDraftCharacters, readDraft } from '../../../renderer/editor/drafts.ts';
import { memoryStorage } from './page.ts';

const problem = (line: number, more: Partial<Problem> = {}): Problem => ({
  path: 'prog.c',
  line,
  column: 1,
  message: 'said',
  source: 'verifier',
  ...more,
});

const stateOf = (doc: string, ...reported: Problem[]) => {
  const state = EditorState.create({ doc, extensions: problemMarks });
  return state.update({ effects: markProblems(state, { reported }) }).state;
};

const lines = (state: EditorState) => markedPlaces(state).map(({ line }) => line);

test.each([
  ['a\nb\n', undefined],
  ['a', undefined],
  ['a\r\nb\r\n', '\r\n'],
  ['a\r\nb\n', '\n'],
  ['a\rb', '\n'],
  ['a\r\r\nb', '\n'],
])('the text %j comes out of the editor as it went in', (text, separator) => {
  expect(separatorOf(text)).toBe(separator);
  const extensions = separator ? EditorState.lineSeparator.of(separator) : [];
  expect(EditorState.create({ doc: text, extensions }).sliceDoc()).toBe(text);
});

test('a problem moves with its line, and goes when the line itself is changed', () => {
  const state = stateOf('one\ntwo\nthree', problem(2));
  const moved = state.update({ changes: { from: 0, insert: 'zero\n' } }).state;
  expect(lines(moved)).toEqual([3]);
  const at = moved.doc.line(3).from + 1;
  expect(lines(moved.update({ changes: { from: at, insert: '!' } }).state)).toEqual([]);
});

test('a problem of text that was edited meanwhile is found by its line, and left out where that is gone', () => {
  expect(lines(stateOf('new\nnew\nbad();', problem(1, { text: '\tbad();' })))).toEqual([3]);
  expect(lines(stateOf('good();', problem(1, { text: 'bad();' })))).toEqual([]);
});

test('clang’s errors yield to clangd’s, the verifier’s stay', () => {
  const state = stateOf('a\nb\nc', problem(1, { source: 'clang' }), problem(2));
  const live = state.update({ effects: markProblems(state, { live: [problem(3, { source: 'clangd' })] }) });
  expect(lines(live.state)).toEqual([3, 2]);
  const ended = live.state.update({ effects: markProblems(live.state, { live: undefined }) });
  expect(lines(ended.state)).toEqual([1, 2]);
});

test('a problem beyond the end of the text is not shown', () => {
  expect(lines(stateOf('a', problem(99)))).toEqual([]);
});

test('the next problem is the one after the cursor, then those of the next file, and around', () => {
  const places = [
    { path: 'b.h', line: 1, column: 1 },
    { path: 'a.c', line: 9, column: 1 },
    { path: 'a.c', line: 3, column: 4 },
  ];
  const from = (path: string, line: number, by: -1 | 1, column = 1) =>
    neighbourProblem(places, ['a.c', 'b.h'], { path, line, column }, by);
  expect(from('a.c', 3, 1)).toBe(places[2]);
  expect(from('a.c', 3, 1, 4)).toBe(places[1]);
  expect(from('a.c', 9, 1)).toBe(places[0]);
  expect(from('b.h', 1, 1)).toBe(places[2]);
  expect(from('a.c', 1, -1)).toBe(places[0]);
  expect(neighbourProblem([], ['a.c'], { path: 'a.c', line: 1, column: 1 }, 1)).toBeUndefined();
});

test('CodeMirror speaks English by itself, and Japanese in the page’s words', () => {
  expect(editorPhrases('en')).toEqual({});
  expect(editorPhrases('ja')['replace all']).toBe('すべて置換');
});

const of = { lesson: 'packets', assignment: 'bounds', path: 'prog.c' };

test('a draft fits the text it was typed into, and no other', () => {
  const storage = memoryStorage();
  expect(keepDraft(storage, of, { base: 'on disk', text: 'typed' })).toBe(true);
  expect(readDraft(storage, of, 'on disk')).toEqual({ text: 'typed', fits: true });
  expect(readDraft(storage, of, 'other')).toEqual({ text: 'typed', fits: false });
  expect(readDraft(storage, of, 'typed')).toBeUndefined();
});

test('what is no draft is not taken for one', () => {
  const storage = memoryStorage({ 'xdp-lab.draft:packets/bounds/prog.c': '{"text":1' });
  expect(readDraft(storage, of, 'on disk')).toBeUndefined();
});

test('a draft that is too long, or for which there is no room, is not kept, and that is said', () => {
  const long = 'x'.repeat(longestDraftCharacters + 1);
  expect(keepDraft(memoryStorage(), of, { base: '', text: long })).toBe(false);
  const full = {
    ...memoryStorage(),
    setItem: () => {
      throw new DOMException('', 'QuotaExceededError');
    },
  };
  expect(keepDraft(full, of, { base: '', text: 'typed' })).toBe(false);
});
