import { setDiagnostics } from '@codemirror/lint';
import { StateEffect, StateField } from '@codemirror/state';
import type { ChangeDesc, EditorState, Extension, Text, TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { shownOf } from './problems.ts';
import type { Place, Problem } from './problems.ts';

/** A problem and where it is in the text as it stands now. */
interface Mark {
  readonly problem: Problem;
  readonly from: number;
  readonly to: number;
}

/** From the last check report, and from clangd as the text stands; undefined where clangd has not spoken of it. */
export interface Marked<T> {
  readonly reported: readonly T[];
  readonly live: readonly T[] | undefined;
}

interface Marks extends Marked<Mark> {
  /** Another one whenever marks came or went; the same where they only moved. */
  readonly revision: object;
}

const setMarks = StateEffect.define<Partial<Marked<Mark>>>();
/** How far from where it was an edited line is looked for. */
const nearbyLines = 40;

/** The line that a problem means: the one it names, or the nearest of the same text; undefined where it is gone. */
const lineOf = (doc: Text, { line, text }: Problem): number | undefined => {
  const isIt = (at: number): boolean =>
    at >= 1 && at <= doc.lines && (!text?.trim() || doc.line(at).text.trim() === text.trim());
  for (let away = 0; away <= nearbyLines; away += 1) {
    const found = [line - away, line + away].find(isIt);
    if (found !== undefined) return found;
  }
  return undefined;
};

const offsetOf = (doc: Text, line: number, column: number): number => {
  const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
  return Math.min(to, Math.max(from, from + column - 1));
};

const markOf = (doc: Text, problem: Problem): Mark[] => {
  const line = lineOf(doc, problem);
  if (line === undefined) return [];
  const { to, text } = doc.line(line);
  const indent = text.length - text.trimStart().length;
  const from = offsetOf(doc, line, problem.column ?? indent + 1);
  const end = problem.end ? offsetOf(doc, problem.end.line, problem.end.column) : to;
  return [{ problem, from, to: Math.max(from, end) }];
};

/** What a tool said of a line counts no more once that line was changed; clangd speaks again by itself. */
const isUntouched = ({ from, to }: Mark, doc: Text, changes: ChangeDesc): boolean =>
  !changes.touchesRange(doc.lineAt(from).from, doc.lineAt(to).to);

const moved =
  (changes: ChangeDesc) =>
  ({ problem, from, to }: Mark): Mark => {
    const start = changes.mapPos(from, 1);
    return { problem, from: start, to: Math.max(start, changes.mapPos(to, -1)) };
  };

const marksField = StateField.define<Marks>({
  create: () => ({ reported: [], live: undefined, revision: {} }),
  update: (value, { effects, docChanged, changes, startState }) => {
    let next = value;
    if (docChanged) {
      const kept = value.reported.filter((mark) => isUntouched(mark, startState.doc, changes));
      next = {
        reported: kept.map(moved(changes)),
        live: value.live?.map(moved(changes)),
        revision: kept.length === value.reported.length ? value.revision : {},
      };
    }
    for (const effect of effects) {
      if (effect.is(setMarks)) next = { ...next, ...effect.value, revision: {} };
    }
    return next;
  },
});

const shownMarks = (state: EditorState): readonly Mark[] => {
  const { reported, live } = state.field(marksField);
  return shownOf(reported, live, ({ problem }) => problem.source);
};

/** The transaction that shows a file's problems as CodeMirror's diagnostics. */
export const showMarks = (state: EditorState): TransactionSpec =>
  setDiagnostics(
    state,
    shownMarks(state).map(({ from, to, problem }) => ({
      from,
      to,
      severity: problem.severity ?? 'error',
      message: problem.message,
      source: problem.source,
    })),
  );

/** Keeps a file's problems where they belong while it is edited, and shows them. */
export const problemMarks: Extension = [
  marksField,
  EditorView.updateListener.of(({ view, startState, state }) => {
    if (startState.field(marksField, false)?.revision === state.field(marksField).revision) return;
    view.dispatch(showMarks(state));
  }),
];

/** The effect that makes these a text's problems; what is left out stays as it is. */
export const markProblems = (
  { doc }: EditorState,
  problems: Partial<Marked<Problem>>,
): StateEffect<unknown> => {
  const marksOf = (some: readonly Problem[]): Mark[] => some.flatMap((problem) => markOf(doc, problem));
  return setMarks.of({
    ...(problems.reported && { reported: marksOf(problems.reported) }),
    ...('live' in problems && { live: problems.live && marksOf(problems.live) }),
  });
};

/** The problems of a text, each where it is by now. */
export const markedPlaces = (state: EditorState): Place[] =>
  shownMarks(state).map(({ problem, from }) => {
    const line = state.doc.lineAt(from);
    return { path: problem.path, line: line.number, column: from - line.from + 1 };
  });
