import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { MenuItemConstructorOptions, Rectangle } from 'electron';
import { vi } from 'vitest';

/** An event to which a listener may say no; `prevented` tells whether one did. */
export const deniable = <T extends object>(more: T) => {
  const event = {
    prevented: false,
    preventDefault: () => {
      event.prevented = true;
    },
    ...more,
  };
  return event;
};

/** Electron's side of a port: it emits what others dispatch. */
class FakePort extends EventEmitter {
  readonly node: MessagePort;
  constructor(node: MessagePort) {
    super();
    this.node = node;
  }
  start(): void {
    this.node.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
    this.node.on('close', () => this.emit('close'));
  }
  close(): void {
    this.node.close();
  }
  postMessage(message: unknown): void {
    this.node.postMessage(message);
  }
}

export class MessageChannelMain {
  readonly port1: FakePort;
  readonly port2: MessagePort;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new FakePort(port1);
    this.port2 = port2;
  }
}

class FakeContents extends EventEmitter {
  readonly reload = vi.fn<() => void>();
  /** As Electron: the page's process is gone, and is said to be. */
  readonly forcefullyCrashRenderer = (): void => {
    this.emit('render-process-gone', {}, { reason: 'killed' });
  };
  openWindow: (details: { url: string }) => unknown = () => ({ action: 'allow' });
  setWindowOpenHandler(handler: (details: { url: string }) => unknown): void {
    this.openWindow = handler;
  }
  /** Asks a listener whether something may happen; true where nobody said no. */
  may(name: string, more: object): boolean {
    const event = deniable(more);
    this.emit(name, event);
    return !event.prevented;
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  readonly options: Readonly<Record<string, unknown>>;
  readonly webContents = new FakeContents();
  address = '';
  maximised = false;
  minimised = false;
  shown = false;
  focused = false;
  bounds: Rectangle;
  constructor(options: Record<string, unknown> & Rectangle) {
    super();
    const { x, y, width, height } = options;
    this.options = options;
    this.bounds = { x, y, width, height };
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  readonly close = vi.fn<() => void>();
  destroyed = false;
  isDestroyed(): boolean {
    return this.destroyed;
  }
  loadURL(address: string): Promise<void> {
    this.address = address;
    return Promise.resolve();
  }
  /** As Electron: whatever is asked of a window that is gone throws. */
  #mustStand(): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
  }
  maximize(): void {
    this.maximised = true;
  }
  isMaximized(): boolean {
    return this.maximised;
  }
  getNormalBounds(): Rectangle {
    return this.bounds;
  }
  isMinimized(): boolean {
    this.#mustStand();
    return this.minimised;
  }
  restore(): void {
    this.#mustStand();
    this.minimised = false;
  }
  show(): void {
    this.#mustStand();
    this.shown = true;
  }
  focus(): void {
    this.#mustStand();
    this.focused = true;
  }
}

class FakeApp extends EventEmitter {
  isPackaged = false;
  isFirst = true;
  sandboxed = false;
  locale = 'en-GB';
  folders: Record<string, string> = {};
  appPath = '';
  exit = vi.fn<(status: number) => void>();
  requestSingleInstanceLock = (): boolean => this.isFirst;
  releaseSingleInstanceLock = vi.fn<() => void>();
  whenReady = (): Promise<void> => Promise.resolve();
  enableSandbox = (): void => {
    this.sandboxed = true;
  };
  getLocale = (): string => this.locale;
  getAppPath = (): string => this.appPath;
  getPath = (name: string): string => this.folders[name] ?? '';
  /** As Electron: the windows close, then `will-quit` may still say no. */
  quit = (): void => {
    this.emit('before-quit', deniable({}));
    for (const window of BrowserWindow.all.splice(0)) window.emit('close', deniable({}));
    this.emit('will-quit', deniable({}));
  };
}

type Answer = (value: boolean) => void;

class FakeSession extends EventEmitter {
  readonly protocol = {
    handle: vi.fn<(scheme: string, answer: (request: Request) => Promise<Response>) => void>(),
  };
  askPermission: (
    contents: null,
    permission: string,
    answer: Answer,
    details: { requestingUrl: string },
  ) => void = () => undefined;
  checkPermission: (contents: null, permission: string, origin: string) => boolean = () => true;
  checkDevice: () => boolean = () => true;
  request: (details: { url: string }, answer: (what: { cancel: boolean }) => void) => void = () => undefined;
  setPermissionRequestHandler = (handler: FakeSession['askPermission']): void => {
    this.askPermission = handler;
  };
  setPermissionCheckHandler = (handler: FakeSession['checkPermission']): void => {
    this.checkPermission = handler;
  };
  setDevicePermissionHandler = (handler: FakeSession['checkDevice']): void => {
    this.checkDevice = handler;
  };
  webRequest = {
    onBeforeRequest: (handler: FakeSession['request']): void => {
      this.request = handler;
    },
  };
}

export const app = new FakeApp();
export const session = { defaultSession: new FakeSession() };
export const ipcMain = new EventEmitter();
export const protocol = { registerSchemesAsPrivileged: vi.fn() };

export const Menu = {
  buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
  setApplicationMenu: vi.fn<(template: MenuItemConstructorOptions[]) => void>(),
};

const desk: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };
/** One display, whose work area leaves room for a panel. */
export const screen = {
  getDisplayMatching: () => ({ workArea: desk }),
  getPrimaryDisplay: () => ({ workArea: desk }),
};

export const dialog = {
  /** Which button the learner presses. */
  showMessageBoxSync: vi.fn<(window: BrowserWindow, options: object) => number>(),
  showMessageBox:
    vi.fn<(window: BrowserWindow, options: { signal?: AbortSignal }) => Promise<{ response: number }>>(),
  showOpenDialog: vi.fn<(window: BrowserWindow, options: object) => Promise<{ filePaths: string[] }>>(),
  showSaveDialog:
    vi.fn<(window: BrowserWindow, options: object) => Promise<{ canceled: boolean; filePath: string }>>(),
};

export const shell = {
  openExternal: vi.fn<(address: string) => Promise<void>>(() => Promise.resolve()),
  showItemInFolder: vi.fn<(path: string) => void>(),
};

/** Forgets everything that a test did. */
export const forget = (): void => {
  for (const emitter of [app, ipcMain, session.defaultSession]) emitter.removeAllListeners();
  BrowserWindow.all.length = 0;
  Object.assign(app, { isPackaged: false, isFirst: true, sandboxed: false, locale: 'en-GB' });
  vi.clearAllMocks();
};
