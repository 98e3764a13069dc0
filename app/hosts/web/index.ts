export { learners } from './learners.ts';
export { openInBrowser } from './open-in-browser.ts';
export { startWebHost, type WebHost } from './web-host.ts';
