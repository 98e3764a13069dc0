import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { cpp } from '@codemirror/lang-cpp';
import { indentUnit, syntaxHighlighting } from '@codemirror/language';
import { MergeView, getChunks, goToNextChunk, goToPreviousChunk, unifiedMergeView } from '@codemirror/merge';
import type { Chunk } from '@codemirror/merge';
import { EditorState, Text } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, drawSelection, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { separatorOf } from './line-ends.ts';
import { look } from './look.ts';
import { mergeLook } from './merge-look.ts';
import { takeButton } from './take-button.ts';

/** One of two texts, and what it is called. */
export interface Side {
  readonly text: string;
  readonly label: string;
}

/** How pieces of the other text get into the learner's. */
export interface Taking {
  /** Asked before each piece; nothing is taken where it answers false. */
  readonly mayTake: () => Promise<boolean>;
  readonly onEdit: (text: string) => void;
  /** What the button at a piece says. */
  readonly label: string;
}

export interface MergeOptions {
  /** The text that may be edited; on the left. */
  readonly mine: Side;
  /** The text that it is compared with; on the right, or in one column above each place. */
  readonly other: Side;
  /** Two columns, else one. */
  readonly wide: boolean;
  /** The merge view's own phrases in another language than English. */
  readonly phrases: Readonly<Record<string, string>>;
  /** Left out where both sides are only read. */
  readonly taking?: Taking | undefined;
  /** Hears how many pieces differ, at once and on every change. */
  readonly onPieces: (pieces: number) => void;
}

/** Two texts on the page, piece by piece. */
export interface Merge {
  readonly next: () => void;
  readonly previous: () => void;
  /** Takes the piece at the cursor, or the first after it; false where none was taken. */
  readonly takeHere: () => Promise<boolean>;
  readonly dispose: () => void;
}

const separated = (text: string): Extension[] => {
  const separator = separatorOf(text);
  return separator ? [EditorState.lineSeparator.of(separator)] : [];
};

const shared = ({ text, label }: Side, { phrases }: MergeOptions, writable: boolean): Extension[] => [
  lineNumbers(),
  drawSelection(),
  cpp(),
  indentUnit.of('\t'),
  EditorState.tabSize.of(8),
  ...separated(text),
  EditorState.readOnly.of(!writable),
  EditorState.phrases.of(phrases),
  EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': label, 'aria-readonly': String(!writable) }),
  ...(writable ? [history(), keymap.of(historyKeymap)] : []),
  keymap.of([...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter' && key !== 'Escape'), indentWithTab]),
  syntaxHighlighting(classHighlighter),
  look,
  mergeLook,
];

/** A piece's place in the learner's text, and the lines that are to stand there. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly insert: Text;
}

/** Ends of chunks lie one past the line's end, so that may be past the text's. */
const pieceOf = (chunk: Chunk, mineIs: 'a' | 'b', mine: Text, other: Text): Piece => {
  const [from, to, otherFrom, otherTo] =
    mineIs === 'a'
      ? [chunk.fromA, chunk.toA, chunk.fromB, chunk.toB]
      : [chunk.fromB, chunk.toB, chunk.fromA, chunk.toA];
  const lines = other.slice(otherFrom, Math.max(otherFrom, otherTo - 1));
  const newline = otherFrom !== otherTo && to <= mine.length;
  return {
    from,
    to: Math.min(mine.length, to),
    insert: newline ? lines.append(Text.of(['', ''])) : lines,
  };
};

/** Draws two texts below `parent`, the learner's to be edited where pieces may be taken. */
export const openMerge = (parent: HTMLElement, options: MergeOptions): Merge => {
  const { wide, taking, onPieces } = options;
  // In one column what stands in the text is the newer of two that are only read, and the older is put between.
  const swapped = !wide && !taking;
  const [mine, other] = swapped ? [options.other, options.mine] : [options.mine, options.other];
  const mineIs = wide ? 'a' : 'b';
  const otherText = Text.of(other.text.split(separatorOf(other.text) ?? '\n'));
  const chunks = (): readonly Chunk[] => getChunks(view.state)?.chunks ?? [];

  const take = async (chunk: Chunk | undefined): Promise<boolean> => {
    if (!chunk || !taking || !(await taking.mayTake())) return false;
    // While the lab was asked the text may have changed, and this piece with it.
    if (!chunks().includes(chunk)) return false;
    const { from, to, insert } = pieceOf(chunk, mineIs, view.state.doc, otherText);
    view.dispatch({ changes: { from, to, insert }, selection: { anchor: from }, userEvent: 'input.take' });
    view.focus();
    return true;
  };
  const button = (indexOf: (shown: HTMLElement) => number): HTMLElement =>
    takeButton(taking?.label ?? '', (shown) => void take(chunks()[indexOf(shown)]));

  const watching = EditorView.updateListener.of((update) => {
    if (update.docChanged) taking?.onEdit(update.state.sliceDoc());
    const pieces = getChunks(update.state)?.chunks;
    if (pieces && pieces !== getChunks(update.startState)?.chunks) onPieces(pieces.length);
  });
  const collapseUnchanged = { margin: 3, minSize: 6 };
  const mineExtensions = [...shared(mine, options, taking !== undefined), watching];

  const pair = wide
    ? new MergeView({
        parent,
        a: { doc: mine.text, extensions: mineExtensions },
        b: { doc: other.text, extensions: shared(other, options, false) },
        ...(taking && {
          revertControls: 'b-to-a' as const,
          renderRevertControl: () => button(({ dataset }) => Number(dataset.chunk)),
        }),
        collapseUnchanged,
      })
    : undefined;
  const view: EditorView =
    pair?.a ??
    new EditorView({
      parent,
      doc: mine.text,
      extensions: [
        ...mineExtensions,
        ...(swapped ? [EditorView.editorAttributes.of({ class: 'cm-read-only-merge' })] : []),
        unifiedMergeView({
          original: otherText,
          collapseUnchanged,
          mergeControls: (kind) =>
            kind === 'reject' && taking
              ? button((shown) =>
                  chunks().findIndex(({ fromB, endB }) => within(view.posAtDOM(shown), fromB, endB)),
                )
              : document.createElement('span'),
        }),
      ],
    });
  onPieces(chunks().length);

  return {
    next: () => {
      goToNextChunk(view);
      view.focus();
    },
    previous: () => {
      goToPreviousChunk(view);
      view.focus();
    },
    takeHere: () => {
      const { head } = view.state.selection.main;
      const end = (chunk: Chunk) => (mineIs === 'a' ? chunk.endA : chunk.endB);
      return take(chunks().find((chunk) => end(chunk) >= head) ?? chunks()[0]);
    },
    dispose: () => {
      (pair ?? view).destroy();
    },
  };
};

const within = (position: number, from: number, to: number): boolean => position >= from && position <= to;
