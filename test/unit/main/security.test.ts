import type { App, Session, WebContents } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { closeContents, closeEverything, closeSession } from '../../../main/security.ts';
import { app, BrowserWindow, deniable, forget, session, shell } from '../../support/fake-electron.ts';

vi.mock('electron', () => import('../../support/fake-electron.ts'));
beforeEach(forget);

const page = 'app://lab/';
const elsewhere = [
  'https://example.org/',
  'http://127.0.0.1:7410/',
  'file:///etc/passwd',
  'app://other/',
  'app://lab@x/',
];

const closed = (developerTools = false) => {
  const one = session.defaultSession;
  one.removeAllListeners();
  closeSession(one as unknown as Session, { developerTools });
  return one;
};

const asked = (permission: string, requestingUrl: string): boolean => {
  let answered: boolean | undefined;
  closed().askPermission(null, permission, (value) => (answered = value), { requestingUrl });
  if (answered === undefined) throw new Error('nobody answered');
  return answered;
};

const cancelled = (url: string, developerTools = false): boolean => {
  let answer: { cancel: boolean } | undefined;
  closed(developerTools).request({ url }, (what) => (answer = what));
  if (!answer) throw new Error('nobody answered');
  return answer.cancel;
};

describe('permissions', () => {
  test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fullscreen', 'hid'])(
    '%s is denied to the page',
    (permission) => {
      expect(asked(permission, page)).toBe(false);
      expect(closed().checkPermission(null, permission, page)).toBe(false);
    },
  );

  test('the page may write text to the clipboard, and nobody else', () => {
    expect(asked('clipboard-sanitized-write', page)).toBe(true);
    expect(closed().checkPermission(null, 'clipboard-sanitized-write', page)).toBe(true);
    for (const other of elsewhere) {
      expect(asked('clipboard-sanitized-write', other)).toBe(false);
      expect(closed().checkPermission(null, 'clipboard-sanitized-write', other)).toBe(false);
    }
  });

  test('devices and downloads are denied', () => {
    expect(closed().checkDevice()).toBe(false);
    const event = deniable({});
    closed().emit('will-download', event);
    expect(event.prevented).toBe(true);
  });
});

describe('requests', () => {
  test.each([
    ...elsewhere,
    'ws://127.0.0.1/',
    'wss://example.org/',
    'data:text/html,hello',
    'blob:x',
    'nonsense',
  ])('%s is cancelled', (url) => {
    expect(cancelled(url)).toBe(true);
  });

  test('the page and images within it are let through', () => {
    expect(cancelled('app://lab/assets/index.js')).toBe(false);
    expect(cancelled('data:image/png;base64,AA==')).toBe(false);
  });

  test('developer tools load only where there are some', () => {
    expect(cancelled('devtools://devtools/bundled/x.js')).toBe(true);
    expect(cancelled('devtools://devtools/bundled/x.js', true)).toBe(false);
  });
});

describe('contents', () => {
  const contents = () => {
    closeEverything(app as unknown as App);
    return new BrowserWindow({ x: 0, y: 0, width: 1, height: 1 }).webContents;
  };

  test('every page is in Chromium’s sandbox', () => {
    contents();
    expect(app.sandboxed).toBe(true);
  });

  test.each(elsewhere)('nothing leads to %s', (url) => {
    const one = contents();
    for (const name of ['will-navigate', 'will-redirect']) expect(one.may(name, { url })).toBe(false);
    expect(one.may('will-frame-navigate', { url, isMainFrame: true })).toBe(false);
    expect(one.may('will-frame-navigate', { url, isMainFrame: false })).toBe(false);
  });

  test('the page may load itself again, but not in a frame', () => {
    const one = contents();
    expect(one.may('will-navigate', { url: page })).toBe(true);
    expect(one.may('will-frame-navigate', { url: page, isMainFrame: true })).toBe(true);
    expect(one.may('will-frame-navigate', { url: page, isMainFrame: false })).toBe(false);
  });

  test('there are no webviews', () => {
    expect(contents().may('will-attach-webview', {})).toBe(false);
  });

  test.each(['https://docs.ebpf.io/linux/', 'http://example.org/'])(
    'a link of the web (%s) opens in the browser, never in a window of ours',
    (url) => {
      const one = contents();
      expect(one.openWindow({ url })).toEqual({ action: 'deny' });
      expect(shell.openExternal.mock.calls).toEqual([[url]]);
    },
  );

  test.each(['file:///etc/passwd', 'javascript:alert(1)', 'xdg-open:x', page, ''])(
    'an address like %s opens nowhere',
    (url) => {
      const one = contents();
      expect(one.openWindow({ url })).toEqual({ action: 'deny' });
      expect(shell.openExternal).not.toHaveBeenCalled();
    },
  );

  test('contents that are there already are closed the same way', () => {
    const one = new BrowserWindow({ x: 0, y: 0, width: 1, height: 1 }).webContents;
    closeContents(one as unknown as WebContents);
    expect(one.may('will-navigate', { url: 'https://example.org/' })).toBe(false);
  });
});
