/** Lets the keyboard scroll an element that has more in it than room for it; one that fits is no stop on the way. */
export const scrollsByKeyboard = (element: HTMLElement): (() => void) => {
  const observer = new ResizeObserver(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    if (scrollWidth > clientWidth || scrollHeight > clientHeight) element.tabIndex = 0;
    else element.removeAttribute('tabindex');
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
  };
};
