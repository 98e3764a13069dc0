import {
  ipcMain,
  MessageChannelMain,
  type IpcMainEvent,
  type MessagePortMain,
  type WebContents,
} from 'electron';
import { contract } from '../app/contract/index.ts';
import type { LabContract, Service } from '../app/contract/index.ts';
import { serve } from '../app/rpc/index.ts';
import type { Channel } from '../app/rpc/index.ts';
import { messagePortChannel } from '../app/rpc/message-port.ts';
import { portRequest } from './handover.ts';
import { isOfPage } from './page-address.ts';

/** A channel over main's kind of port, which emits events where others dispatch them. */
const portChannel = (port: MessagePortMain): Channel =>
  messagePortChannel({
    postMessage: (message) => {
      port.postMessage(message);
    },
    start: () => {
      port.start();
    },
    close: () => {
      port.close();
    },
    addEventListener: (type, listener) => {
      if (type === 'message') port.on('message', listener);
      else
        port.on('close', () => {
          listener({});
        });
    },
  });

/** Whether a message comes from the page itself, in the only frame of the window's contents. */
const isFromPage = ({ sender, senderFrame }: IpcMainEvent, contents: WebContents): boolean =>
  sender === contents && senderFrame !== null && senderFrame.parent === null && isOfPage(senderFrame.url);

/**
 * Gives the page in `contents` a port to the service whenever it has loaded; the one before closes. Nobody else gets
 * one. Call what is returned to close the last and give out no more.
 */
export const connectPage = (contents: WebContents, service: Service<LabContract>): (() => void) => {
  let current: Channel | undefined;
  const onRequest = (event: IpcMainEvent): void => {
    if (!isFromPage(event, contents)) return;
    current?.close();
    const { port1, port2 } = new MessageChannelMain();
    current = portChannel(port1);
    serve(contract, service, current);
    event.senderFrame?.postMessage(portRequest, null, [port2]);
  };
  ipcMain.on(portRequest, onRequest);
  return () => {
    ipcMain.off(portRequest, onRequest);
    current?.close();
  };
};
