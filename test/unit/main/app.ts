import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { onTestFinished, vi } from 'vitest';
import { contract, labFailure } from '../../../app/contract/index.ts';
import { connect } from '../../../app/rpc/index.ts';
import { messagePortChannel } from '../../../app/rpc/message-port.ts';
import { start } from '../../../main/start.ts';
import { app, BrowserWindow, ipcMain } from '../../support/fake-electron.ts';
import { forgetSignals } from './signals.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** Starts the app in the fake Electron, with this checkout's lessons and `folder` for what it keeps. */
export const startApp = async (folder: string): Promise<BrowserWindow> => {
  app.appPath = root;
  app.folders = { userData: join(folder, 'settings'), exe: process.execPath };
  vi.stubEnv('XDG_DATA_HOME', join(folder, 'data'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  forgetSignals();
  await start();
  const window = BrowserWindow.all.at(-1);
  if (!window) throw new Error('no window was opened');
  return window;
};

/** Asks for a port as the preload script of a frame does, and gives what main posted to that frame. */
export const askForPort = (
  sender: object,
  frame: { readonly url: string; readonly parent: object | null },
): MessagePort | undefined => {
  let given: MessagePort | undefined;
  const postMessage = (_channel: string, _message: null, [port]: [MessagePort]) => {
    given = port;
  };
  ipcMain.emit('lab:port', { sender, senderFrame: { ...frame, postMessage } });
  const port = given;
  if (port)
    onTestFinished(() => {
      port.close();
    });
  return port;
};

/** The page's own frame. */
export const pageFrame = { url: 'app://lab/', parent: null };

/** The page's side of the contract over a port. */
export const clientOver = (port: MessagePort) =>
  connect(contract, messagePortChannel(port), { gone: labFailure('cancelled', { thing: 'page' }) });
