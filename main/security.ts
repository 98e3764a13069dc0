import { shell, type App, type Session, type WebContents } from 'electron';
import { isOfPage } from './page-address.ts';

/** The only thing a page may ask of the browser: its copy buttons write text that Chromium has cleaned. */
const granted = 'clipboard-sanitized-write';

const isGranted = (permission: string, address: string): boolean =>
  permission === granted && isOfPage(address);

/** Denies every permission but one, and cancels every request that leaves the page's own origin. */
export const closeSession = (
  session: Session,
  { developerTools }: { readonly developerTools: boolean },
): void => {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    answer(isGranted(permission, requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    // Images that are written into the page itself; the page's policy lets nothing else of that scheme through.
    const inline = url.startsWith('data:image/');
    const tools = developerTools && url.startsWith('devtools://');
    answer({ cancel: !(isOfPage(url) || inline || tools) });
  });
  session.on('will-download', (event) => {
    event.preventDefault();
  });
};

/** The links that the page makes of what clangd and terminals say; whatever else a desktop knows could start a program. */
const ofWeb: ReadonlySet<string> = new Set(['https:', 'http:']);

/** Opens a page's link in the learner's own browser, where it is one of the web. */
const openOutside = (address: string): void => {
  if (URL.canParse(address) && ofWeb.has(new URL(address).protocol)) void shell.openExternal(address);
};

/** Keeps contents where they are: no navigation, no frames, no windows, no webviews. */
export const closeContents = (contents: WebContents): void => {
  const stay = (event: { preventDefault: () => void; readonly url: string }): void => {
    if (!isOfPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', (event) => {
    // The page has no frames: whatever wants to become one is not ours.
    if (!event.isMainFrame || !isOfPage(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
};

/** Closes everything that will ever show a page. Chromium's sandbox is on for all of it. */
export const closeEverything = (app: App): void => {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    closeContents(contents);
  });
};
