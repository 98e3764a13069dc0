/** Hears, for as long as there is the page, of everything that is thrown in it and caught by nobody. */
export const hearMistakes = (
  page: Pick<EventTarget, 'addEventListener'>,
  thrown: (error: unknown) => void,
): void => {
  page.addEventListener('error', (event) => {
    // Without an error it is a remark of the browser's, as of an observer that was called once more.
    if (event instanceof ErrorEvent && event.error instanceof Object) thrown(event.error);
  });
  page.addEventListener('unhandledrejection', (event) => {
    if (event instanceof PromiseRejectionEvent) thrown(event.reason);
  });
};
