import { openSearchPanel } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import type { Extension, StateEffect, TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { fileExtensions } from './file-extensions.ts';
import { markProblems, markedPlaces, showMarks } from './problem-marks.ts';
import type { Marked } from './problem-marks.ts';
import { shownOf } from './problems.ts';
import type { Place, Problem } from './problems.ts';
import { withText } from './with-text.ts';

/** An open file: its text as the lab has it, and whether it may be written. */
export interface OpenFile {
  readonly path: string;
  readonly text: string;
  readonly readonly: boolean;
}

/** How the editor speaks: its name, and CodeMirror's own words. */
export interface EditorSpeech {
  readonly label: string;
  /** How the keyboard gets out again, since Tab indents (WCAG 2.1.2). */
  readonly wayOut: string;
  readonly phrases: Readonly<Record<string, string>>;
}

/** The language server's part of a file's editor. */
export type ServeFile = (path: string) => Extension;

const served = new Compartment();
const spoken = new Compartment();
const locked = new Compartment();

const lock = (isLocked: boolean): Extension => (isLocked ? EditorState.readOnly.of(true) : []);

/** One CodeMirror view, with a state of its own (undo, selection, problems) for each file it has shown. */
export class CodeEditor {
  readonly view: EditorView;
  /** Of the files that are not shown now. */
  readonly #states = new Map<string, EditorState>();
  readonly #live = new Map<string, readonly Problem[]>();
  #reported: readonly Problem[] = [];
  #path = '';
  #isLocked = false;
  #serve: ServeFile = () => [];

  constructor(
    parent: Element,
    private speech: EditorSpeech,
    private readonly onEdit: (path: string, text: string) => void,
  ) {
    // Nothing is open yet that could take what is typed.
    this.view = new EditorView({ parent, extensions: EditorState.readOnly.of(true) });
  }

  /** Shows a file where it was left. */
  show(file: OpenFile): void {
    if (this.#path) this.#states.set(this.#path, this.view.state);
    const state = this.#states.get(file.path) ?? this.#open(file);
    this.#path = file.path;
    this.#states.delete(file.path);
    this.view.setState(state);
    this.view.dispatch(showMarks(state));
  }

  /** Takes over texts by path, as one change that can be undone; a file with other line ends is opened anew. */
  replace(texts: Readonly<Record<string, string>>): void {
    if (this.#path) this.#states.set(this.#path, this.view.state);
    this.#path = '';
    for (const [path, state] of this.#states) {
      const text = texts[path];
      const changed = text === undefined ? undefined : withText(state, text);
      if (changed) this.#states.set(path, changed);
      else this.#states.delete(path);
    }
  }

  /** Forgets every file: another assignment is open. */
  forget(): void {
    this.#states.clear();
    this.#live.clear();
    // clangd speaks of the files of one assignment only.
    this.#serve = () => [];
    this.#path = '';
  }

  /** Takes nothing that is typed while locked; the cursor stays, and the focus. */
  lock(isLocked: boolean): void {
    this.#isLocked = isLocked;
    this.#everywhere(() => [locked.reconfigure(lock(isLocked))]);
  }

  speak(speech: EditorSpeech): void {
    this.speech = speech;
    this.#everywhere((path) => [spoken.reconfigure(this.#speech(path))]);
  }

  /** Connects every file with clangd, or with nothing; what clangd said before counts no more. */
  serve(serve: ServeFile = () => []): void {
    this.#serve = serve;
    this.#live.clear();
    this.#everywhere((path, state) => [
      served.reconfigure(serve(path)),
      markProblems(state, { live: undefined }),
    ]);
  }

  /** The problems of the last check, of all files. */
  report(problems: readonly Problem[]): void {
    this.#reported = problems;
    this.#everywhere((path, state) => [markProblems(state, { reported: this.#problemsOf(path).reported })]);
  }

  /** What clangd says of a file as it stands. */
  diagnose(of: string, problems: readonly Problem[]): void {
    this.#live.set(of, problems);
    this.#everywhere((path, state) => (path === of ? [markProblems(state, { live: problems })] : []));
  }

  /** Changes a file that is not shown now; one that cannot be written stays. */
  update(path: string, update: TransactionSpec): void {
    const state = this.#states.get(path);
    if (!state || state.readOnly) return;
    const changed = state.update(update).state;
    this.#states.set(path, changed);
    this.onEdit(path, changed.sliceDoc());
  }

  /** Every problem of these files, each where it is by now. */
  problems(paths: readonly string[]): Place[] {
    return paths.flatMap((path): readonly Place[] => {
      const state = path === this.#path ? this.view.state : this.#states.get(path);
      if (state) return markedPlaces(state);
      const { reported, live } = this.#problemsOf(path);
      return shownOf(reported, live, ({ source }) => source);
    });
  }

  cursor(): Place {
    const { doc, selection } = this.view.state;
    const line = doc.lineAt(selection.main.head);
    return { path: this.#path, line: line.number, column: selection.main.head - line.from + 1 };
  }

  goTo(line: number, column: number | null): void {
    const { doc } = this.view.state;
    const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
    const anchor = Math.min(to, from + (column ?? 1) - 1);
    this.view.dispatch({
      selection: { anchor },
      effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
    });
    this.view.focus();
  }

  find(): void {
    openSearchPanel(this.view);
  }

  dispose(): void {
    this.view.destroy();
  }

  #problemsOf(path: string): Marked<Problem> {
    return { reported: this.#reported.filter((one) => one.path === path), live: this.#live.get(path) };
  }

  #everywhere(effectsOf: (path: string, state: EditorState) => StateEffect<unknown>[]): void {
    for (const [path, state] of this.#states) {
      this.#states.set(path, state.update({ effects: effectsOf(path, state) }).state);
    }
    if (this.#path) this.view.dispatch({ effects: effectsOf(this.#path, this.view.state) });
  }

  #speech(path: string): Extension {
    const { label, wayOut, phrases } = this.speech;
    return [
      EditorState.phrases.of(phrases),
      EditorView.contentAttributes.of({
        tabindex: '0',
        'aria-label': `${label} ${path}`,
        'aria-description': wayOut,
      }),
    ];
  }

  #open({ path, text, readonly }: OpenFile): EditorState {
    const state = EditorState.create({
      doc: text,
      extensions: [
        // Before the file's own: of two the first counts.
        locked.of(lock(this.#isLocked)),
        fileExtensions(text, readonly),
        spoken.of(this.#speech(path)),
        served.of(this.#serve(path)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) this.onEdit(path, update.state.sliceDoc());
        }),
      ],
    });
    return state.update({ effects: [markProblems(state, this.#problemsOf(path))] }).state;
  }
}
