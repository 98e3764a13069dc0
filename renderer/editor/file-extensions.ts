import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { cpp } from '@codemirror/lang-cpp';
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintGutter } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { separatorOf } from './line-ends.ts';
import { look } from './look.ts';
import { problemMarks } from './problem-marks.ts';

/** Keys that the page has for itself, or that the page's commands have. */
const pageKeys = ['Mod-Enter', 'F8', 'Mod-Shift-m', 'Mod-f'];

/** What every file has, whatever language the page speaks and whether clangd runs. */
export const fileExtensions = (text: string, readonly: boolean): Extension => {
  const separator = separatorOf(text);
  return [
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion(),
    search({ top: true }),
    highlightSelectionMatches(),
    cpp(),
    indentUnit.of('\t'),
    EditorState.tabSize.of(8),
    // CodeMirror would otherwise join all line ends into one kind.
    separator ? EditorState.lineSeparator.of(separator) : [],
    // It also takes what is pasted apart by that separator only.
    EditorView.clipboardInputFilter.of((pasted, state) => pasted.replace(/\r\n?|\n/g, state.lineBreak)),
    EditorState.readOnly.of(readonly),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...[...searchKeymap, ...defaultKeymap].filter(({ key = '' }) => !pageKeys.includes(key)),
      indentWithTab,
    ]),
    syntaxHighlighting(classHighlighter),
    problemMarks,
    look,
  ];
};
