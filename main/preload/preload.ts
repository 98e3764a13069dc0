import { ipcRenderer } from 'electron';
import { forwardPort } from './forward-port.ts';

forwardPort(ipcRenderer, window);
