import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { answerPage, registerPageScheme, servePage } from '../../../main/protocol.ts';
import { forget, protocol, session } from '../../support/fake-electron.ts';
import { scratchFolder } from '../../support/scratch.ts';

vi.mock('electron', () => import('../../support/fake-electron.ts'));
beforeEach(forget);

const scratch = scratchFolder();
const folder = join(scratch.folder, 'page');
mkdirSync(join(folder, 'assets'), { recursive: true });
scratch.file('secret.txt', 'secret');
scratch.file('page/index.html', '<!doctype html>');
scratch.file('page/assets/index-aaaaaaaa.js', 'export {};');
scratch.file('page/assets/look.css', ':root {}');
scratch.file('page/assets/font.woff2', 'font');
scratch.file('page/program.exe', 'MZ');
symlinkSync(join(scratch.folder, 'secret.txt'), join(folder, 'link.txt'));
symlinkSync(scratch.folder, join(folder, 'up'));

const answer = (path: string, init?: RequestInit) =>
  answerPage(folder, new Request(`app://lab${path}`, init));

describe('app://lab/', () => {
  test('is a secure scheme with an origin, and may do nothing else that is special', () => {
    registerPageScheme();
    expect(protocol.registerSchemesAsPrivileged.mock.calls).toEqual([
      [[{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: false } }]],
    ]);
  });

  test('is served for one session', async () => {
    servePage(session.defaultSession as unknown as Session, folder);
    const [scheme, handle] = session.defaultSession.protocol.handle.mock.calls[0] ?? [];
    expect(scheme).toBe('app');
    expect(await (await handle?.(new Request('app://lab/')))?.text()).toBe('<!doctype html>');
  });

  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/index-aaaaaaaa.js', 'text/javascript; charset=utf-8'],
    ['/assets/look.css', 'text/css; charset=utf-8'],
    ['/assets/font.woff2', 'font/woff2'],
  ])('%s is %s', async (path, type) => {
    const response = await answer(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/%2e%2e%2fsecret.txt',
    '//secret.txt',
    '/link.txt',
    '/up/secret.txt',
    '/program.exe',
    '/assets/',
    '/index.html%00.js',
    '/nothing.js',
  ])('%s does not exist', async (path) => {
    const response = await answer(path);
    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  test.each([
    'app://other/index.html',
    'app://lab.example.org/',
    'file:///etc/passwd',
    'app://me@lab/index.html',
  ])('%s is not the page', async (url) => {
    const response = await answerPage(folder, { method: 'GET', url });
    expect(response.status).toBe(403);
  });

  test('takes nothing', async () => {
    expect((await answer('/index.html', { method: 'POST', body: 'x' })).status).toBe(405);
  });

  test.each(['/', '/nothing.js'])('%s comes with a policy that lets it connect to nothing', async (path) => {
    const { headers } = await answer(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]),
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});
