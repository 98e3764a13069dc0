import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { cpp } from '@codemirror/lang-cpp';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { look } from './look.ts';
import type { Problem } from './problems.ts';

/** An open file: its text as the lab has it, and whether it may be written. */
export interface OpenFile {
  readonly path: string;
  readonly text: string;
  readonly readonly: boolean;
}

/** One CodeMirror view, with a state of its own (undo, selection) for each file it has shown. */
export class CodeEditor {
  readonly #view: EditorView;
  readonly #states = new Map<string, EditorState>();
  #path = '';

  constructor(
    parent: Element,
    private readonly label: string,
    private readonly onEdit: (path: string, text: string) => void,
  ) {
    this.#view = new EditorView({ parent });
  }

  /** Shows a file where it was left. */
  show(file: OpenFile): void {
    if (this.#path) this.#states.set(this.#path, this.#view.state);
    this.#path = file.path;
    this.#view.setState(this.#states.get(file.path) ?? this.#open(file));
  }

  /** Forgets every file: the lab has replaced their texts. */
  forget(): void {
    this.#states.clear();
    this.#path = '';
  }

  mark(problems: readonly Problem[]): void {
    const { doc } = this.#view.state;
    const diagnostics = problems
      .filter(({ path, line }) => path === this.#path && line >= 1 && line <= doc.lines)
      .map(({ line, column, message, source }) => {
        const { from, to, text } = doc.line(line);
        const indent = text.length - text.trimStart().length;
        const start = Math.min(to, from + (column === null ? indent : column - 1));
        return { from: start, to, severity: 'error' as const, message, source };
      });
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
  }

  goTo(line: number, column: number | null): void {
    const { doc } = this.#view.state;
    const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
    const anchor = Math.min(to, from + (column ?? 1) - 1);
    this.#view.dispatch({
      selection: { anchor },
      effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
    });
    this.#view.focus();
  }

  dispose(): void {
    this.#view.destroy();
  }

  #open({ path, text, readonly }: OpenFile): EditorState {
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion(),
        cpp(),
        indentUnit.of('\t'),
        EditorState.tabSize.of(8),
        // CodeMirror would otherwise join all line ends into one kind.
        ...(text.includes('\r\n') ? [EditorState.lineSeparator.of('\r\n')] : []),
        EditorState.readOnly.of(readonly),
        EditorView.contentAttributes.of({ 'aria-label': `${this.label} ${path}` }),
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
          indentWithTab,
        ]),
        syntaxHighlighting(classHighlighter),
        look,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) this.onEdit(path, update.state.sliceDoc());
        }),
      ],
    });
  }
}
