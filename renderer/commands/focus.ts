const panesOnPage = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-pane]')];

const focusWithin = (pane: HTMLElement | undefined): void => {
  (
    pane?.querySelector<HTMLElement>('.cm-content, .xterm-helper-textarea, [data-first-focus]') ?? pane
  )?.focus();
};

/** The pane that holds an element, by the name commands give it in `within`. A tab stands for the pane it controls. */
export const paneOf = (element: EventTarget | null): string | undefined => {
  if (!(element instanceof Element)) return undefined;
  const controlled = element.closest('[role="tab"][aria-selected="true"]')?.getAttribute('aria-controls');
  const within = (controlled && document.getElementById(controlled)) || element;
  return within.closest<HTMLElement>('[data-commands]')?.dataset.commands;
};

/** Moves the focus to the pane after (1) or before (-1) the one that has it, from left to right and down. */
export const cyclePanes = (by: -1 | 1): void => {
  const panes = panesOnPage();
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  focusWithin(panes[(Math.max(at, by === 1 ? -1 : 0) + by + panes.length) % panes.length]);
};

/** Moves the focus into a pane, where it is on the page. */
export const focusPane = (name: string): void => {
  const holder = document.querySelector<HTMLElement>(`[data-commands="${name}"]`);
  focusWithin(holder ?? undefined);
};
