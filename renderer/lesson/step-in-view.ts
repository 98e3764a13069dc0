/** Where a part of a scrolled pane begins, in pixels from the top of what is scrolled. */
export interface Part {
  readonly step: string;
  readonly top: number;
}

/** A scrolled pane, in pixels. */
export interface Scrolled {
  readonly scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

/**
 * The step that is read: the last that begins above a line, which moves from the pane's top to its bottom as the pane is
 * scrolled from its top to its end, so that every step has its turn, also short ones at the end.
 */
export const stepInView = (parts: readonly Part[], pane: Scrolled): string | undefined => {
  const most = pane.scrollHeight - pane.clientHeight;
  const line = pane.scrollTop + (most > 0 ? (pane.scrollTop / most) * pane.clientHeight : 0);
  return (parts.findLast(({ top }) => top <= line) ?? parts[0])?.step;
};
