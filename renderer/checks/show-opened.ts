/** Scrolls to what a learner has just opened at the lower edge; what opens by itself moves nothing. */
export const showOpened = ({ currentTarget }: { readonly currentTarget: HTMLDetailsElement }): void => {
  if (currentTarget.open && currentTarget.contains(document.activeElement))
    currentTarget.scrollIntoView({ block: 'nearest' });
};
