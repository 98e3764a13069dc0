/** The scheme of the page's address: not `file:`, under which every file of the machine would be of one origin. */
export const pageScheme = 'app';

/** The only host of that scheme. */
export const pageHost = 'lab';

/** The page's origin, as `location.origin` tells it. */
export const pageOrigin = `${pageScheme}://${pageHost}`;

/** Where the page begins. */
export const pageAddress = `${pageOrigin}/`;

/** Whether an address belongs to the page, of which there is exactly one origin. */
export const isOfPage = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  // `origin` of a scheme that only Chromium knows is "null" in Node.
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${pageScheme}:` && host === pageHost && username === '' && password === '';
};
