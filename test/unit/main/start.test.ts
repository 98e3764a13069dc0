import { mkdtempSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { start } from '../../../main/start.ts';
import {
  app,
  BrowserWindow,
  dialog,
  forget,
  Menu,
  protocol,
  session,
  shell,
} from '../../support/fake-electron.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { askForPort, clientOver, pageFrame, startApp } from './app.ts';

vi.mock('electron', () => import('../../support/fake-electron.ts'));
beforeEach(forget);

const scratch = scratchFolder();
const folder = () => mkdtempSync(join(scratch.folder, 'app-'));

/** The app, and a page connected to it. */
const connected = async () => {
  const window = await startApp(folder());
  const port = askForPort(window.webContents, pageFrame);
  if (!port) throw new Error('no port was handed over');
  return { window, client: clientOver(port) };
};

describe('the app', () => {
  test('closes everything before it opens a window', async () => {
    const ready = vi.spyOn(app, 'whenReady');
    await startApp(folder());
    expect(protocol.registerSchemesAsPrivileged.mock.invocationCallOrder[0]).toBeLessThan(
      ready.mock.invocationCallOrder[0] ?? 0,
    );
    expect(app.sandboxed).toBe(true);
    expect(Menu.setApplicationMenu).toHaveBeenCalledOnce();
    expect(session.defaultSession.checkPermission(null, 'media', 'app://lab/')).toBe(false);
    expect(session.defaultSession.protocol.handle).toHaveBeenCalledOnce();
  });

  test('has developer tools only in a checkout', async () => {
    app.isPackaged = true;
    const window = await startApp(folder());
    expect(window.options['webPreferences']).toMatchObject({ devTools: false });
  });

  test('asks before it loses what a page could not keep', async () => {
    const window = await startApp(folder());
    dialog.showMessageBoxSync.mockReturnValue(0);
    const mayObject = () => window.webContents.may('will-prevent-unload', {});
    expect(mayObject()).toBe(true);
    process.emit('SIGTERM');
    expect(mayObject()).toBe(false);
  });

  test('runs once: a second start brings the first window to the front', async () => {
    const window = await startApp(folder());
    window.minimised = true;
    app.emit('second-instance');
    expect([window.minimised, window.shown, window.focused]).toEqual([false, true, true]);

    window.destroyed = true;
    expect(() => app.emit('second-instance')).not.toThrow();

    forget();
    app.isFirst = false;
    await start();
    expect(app.exit.mock.calls).toEqual([[0]]);
    expect(BrowserWindow.all).toEqual([]);
    expect(protocol.registerSchemesAsPrivileged).not.toHaveBeenCalled();
  });
});

describe('the port', () => {
  test('speaks the contract with a real engine', async () => {
    const { client } = await connected();
    const lessons = await client.call('lessons.list', {});
    expect(lessons).toMatchObject({ ok: true });
    expect(lessons.ok && lessons.value.lessons.map(({ id }) => id)).toContain('packet01-parsing');
    const abilities = await client.call('host.abilities', {});
    expect(abilities).toMatchObject({ ok: true, value: { kind: 'desktop', dialogs: true, reveal: true } });
  });

  test('brings the state of the lab, in which nothing is done as root unasked', async () => {
    const { window } = await connected();
    const port = askForPort(window.webContents, pageFrame);
    const state = await new Promise((resolve) => {
      if (port) clientOver(port).on('lab.state', resolve);
    });
    expect(state).toMatchObject({ privilege: 'unasked' });
  });

  test('is a new one after each loading of the page, and the one before ends', async () => {
    const { window, client } = await connected();
    const port = askForPort(window.webContents, pageFrame);
    await client.closed;
    expect(port && (await clientOver(port).call('host.abilities', {}))).toMatchObject({ ok: true });
  });

  test('is given to a page that died and was brought back', async () => {
    const { window, client } = await connected();
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    await vi.waitFor(() => {
      expect(window.webContents.reload).toHaveBeenCalledOnce();
    });
    const port = askForPort(window.webContents, pageFrame);
    await client.closed;
    expect(port && (await clientOver(port).call('host.abilities', {}))).toMatchObject({ ok: true });
  });

  test.each([
    ['a page of another origin', { url: 'https://example.org/', parent: null }],
    ['a frame within the page', { url: 'app://lab/', parent: {} }],
    ['a page before it has an address', { url: '', parent: null }],
  ])('is not given to %s', async (_whom, frame) => {
    const { window, client } = await connected();
    expect(askForPort(window.webContents, frame)).toBeUndefined();
    expect(await client.call('host.abilities', {})).toMatchObject({ ok: true });
  });

  test('is not given to other contents', async () => {
    await startApp(folder());
    expect(askForPort({}, pageFrame)).toBeUndefined();
  });
});

describe('the desktop', () => {
  test('is asked where to save, and the bytes lie there', async () => {
    const { client } = await connected();
    const filePath = join(folder(), 'capture.pcap');
    dialog.showSaveDialog.mockResolvedValue({ canceled: false, filePath });
    const bytes = Buffer.from([0xd4, 0xc3]).toString('base64');
    const saved = await client.call('host.save', { kind: 'pcap', name: 'capture.pcap', bytes });
    expect(saved).toEqual({ ok: true, value: { path: filePath } });
    expect(dialog.showSaveDialog.mock.calls[0]?.[1]).toMatchObject({ defaultPath: 'capture.pcap' });

    dialog.showOpenDialog.mockResolvedValue({ filePaths: [filePath] });
    const opened = await client.call('host.open', { kind: 'pcap' });
    expect(opened).toEqual({ ok: true, value: { file: { name: 'capture.pcap', bytes } } });
  });

  test('opens no file that is too large, and does not read it', async () => {
    const { client } = await connected();
    const huge = scratch.file('huge.pcap', '');
    truncateSync(huge, 1024 ** 4);
    dialog.showOpenDialog.mockResolvedValue({ filePaths: [huge] });
    expect(await client.call('host.open', { kind: 'pcap' })).toMatchObject({
      ok: false,
      failure: { code: 'bad-input', message: { en: expect.stringContaining('64 MB') as string } },
    });
    expect(dialog.showOpenDialog.mock.calls[0]?.[1]).toMatchObject({
      filters: [{ name: 'Packet capture', extensions: ['pcap', 'pcapng', 'cap'] }, { extensions: ['*'] }],
    });
  });

  test('may be left without a choice', async () => {
    const { client } = await connected();
    dialog.showSaveDialog.mockResolvedValue({ canceled: true, filePath: '' });
    dialog.showOpenDialog.mockResolvedValue({ filePaths: [] });
    const saved = await client.call('host.save', { kind: 'text', name: 'a.txt', bytes: '' });
    expect(saved).toEqual({ ok: true, value: { path: null } });
    expect(await client.call('host.open', { kind: 'text' })).toEqual({ ok: true, value: { file: null } });
  });

  test('says which place cannot be written', async () => {
    const { client } = await connected();
    const filePath = join(scratch.file('in-the-way', ''), 'a.txt');
    dialog.showSaveDialog.mockResolvedValue({ canceled: false, filePath });
    const saved = await client.call('host.save', { kind: 'text', name: 'a.txt', bytes: '' });
    expect(saved).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
    expect(!saved.ok && saved.failure.message.en).toContain(filePath);
  });

  test('shows a file of the learner’s in its file manager', async () => {
    const { client } = await connected();
    const place = { lesson: 'packet01-parsing', assignment: 'bounds-check' };
    expect(await client.call('workspace.open', place)).toMatchObject({ ok: true });
    const revealed = await client.call('host.reveal', { ...place, path: 'xdp_prog_kern.c' });
    expect(revealed).toMatchObject({ ok: true });
    expect(shell.showItemInFolder.mock.calls[0]?.[0]).toMatch(/bounds-check\/xdp_prog_kern\.c$/);
  });
});
