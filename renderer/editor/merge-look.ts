import { EditorView } from '@codemirror/view';

/** Underlined rather than shaded: on a darker ground a comment's letters would be too faint to read. */
const changed = (tone: 'pass' | 'accent'): Record<string, string> => ({
  background: 'none',
  boxShadow: `inset 0 -2px 0 var(--${tone})`,
});

/** Differences in the page's own colours: the learner's lines in one tone, the other side's in another. */
export const mergeLook = EditorView.theme({
  '&.cm-merge-a .cm-changedLine, &.cm-merge-b .cm-changedLine, & .cm-inlineChangedLine': {
    backgroundColor: 'var(--accent-soft)',
  },
  '&.cm-merge-b.cm-editor .cm-changedText, &.cm-merge-a.cm-editor .cm-changedText': changed('accent'),
  '.cm-mergeViewEditor:last-child &.cm-merge-b .cm-changedLine, & .cm-deletedChunk': {
    backgroundColor: 'var(--pass-soft)',
  },
  '&.cm-read-only-merge.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--pass-soft)' },
  '&.cm-read-only-merge.cm-merge-b.cm-editor .cm-changedText': changed('pass'),
  '&.cm-read-only-merge .cm-deletedChunk': { backgroundColor: 'var(--accent-soft)' },
  '& .cm-deletedChunk': { padding: '0 0 0 6px', position: 'relative' },
  '.cm-mergeViewEditor:last-child &.cm-merge-b.cm-editor .cm-changedText': changed('pass'),
  '&.cm-editor .cm-deletedChunk .cm-deletedText': changed('pass'),
  '& .cm-deletedChunk .cm-chunkButtons': { insetInlineEnd: '8px', top: '1px' },
  '& .cm-changeGutter .cm-changedLineGutter, & .cm-changeGutter .cm-deletedLineGutter': {
    background: 'var(--accent)',
  },
  '& .cm-collapsedLines': {
    background: 'var(--sunken)',
    color: 'var(--muted)',
    fontFamily: 'var(--sans)',
    fontSize: '12px',
  },
  // CodeMirror's own sign is missing from most fonts.
  '& .cm-collapsedLines:before, & .cm-collapsedLines:after': { content: '"⋯"' },
});
