import { portMessage } from '../../app/rpc/message-port.ts';
import { portRequest } from '../handover.ts';

/** What is needed of Electron's `ipcRenderer`. */
interface Ipc<Port> {
  send(channel: string): void;
  once(channel: string, listener: (event: { readonly ports: readonly Port[] }) => void): unknown;
}

/** What is needed of the page's `window`. */
interface PageWindow<Port> {
  readonly location: { readonly origin: string };
  addEventListener(type: 'load', listener: () => void): void;
  postMessage(message: unknown, targetOrigin: string, transfer: Port[]): void;
}

/**
 * Asks main for a port when the page has loaded, since then the page's scripts listen, and passes it on. That is all a page
 * gets of Electron.
 */
export const forwardPort = <Port>(ipc: Ipc<Port>, page: PageWindow<Port>): void => {
  ipc.once(portRequest, ({ ports }) => {
    page.postMessage(portMessage, page.location.origin, [...ports]);
  });
  page.addEventListener('load', () => {
    ipc.send(portRequest);
  });
};
