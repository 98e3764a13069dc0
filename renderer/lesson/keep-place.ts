/** Where a scrolled pane stands: the part that is at its top, and how far that lies from the top, in pixels. */
interface Place {
  readonly part: Element;
  readonly offset: number;
}

const offsetOf = (pane: Element, part: Element): number =>
  part.getBoundingClientRect().top - pane.getBoundingClientRect().top;

/** The last part that begins above the pane's middle: what the learner most likely reads. At the top nothing need be kept. */
export const placeOf = (pane: Element): Place | undefined => {
  if (pane.scrollTop === 0) return undefined;
  const middle = pane.clientHeight / 2;
  const part = [...pane.querySelectorAll('[data-part]')].findLast((one) => offsetOf(pane, one) < middle);
  return part && { part, offset: offsetOf(pane, part) };
};

/** Scrolls so that the same part stands where it stood, after its text and that of those above it has changed. */
export const restorePlace = (pane: Element, { part, offset }: Place): void => {
  if (part.isConnected) pane.scrollTop += offsetOf(pane, part) - offset;
};
