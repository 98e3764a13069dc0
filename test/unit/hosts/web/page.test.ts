import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ask, enter } from '../../../support/web-client.ts';
import { pageFixture, webHosts } from './fixture.ts';

const { pageFolder, emptyFolder } = pageFixture();
const start = webHosts(pageFolder);

const inside = async (folder = pageFolder) => {
  const { host, port } = await start({ pageFolder: folder });
  const cookie = await enter(port, host.token);
  return {
    port,
    cookie,
    get: (path: string, method = 'GET') => ask(port, path, { method, headers: { cookie } }),
  };
};

describe('the page', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', 'no-store'],
    ['/index.html', 'text/html; charset=utf-8', 'no-store'],
    ['/empty.css', 'text/css; charset=utf-8', 'no-store'],
    ['/icon.svg?v=2', 'image/svg+xml', 'no-store'],
    ['/assets/plain.js', 'text/javascript; charset=utf-8', 'no-store'],
    ['/assets/index-Bx3kQ9_a.js', 'text/javascript; charset=utf-8', 'private, max-age=31536000, immutable'],
    ['/assets/index-C0ffee12.css', 'text/css; charset=utf-8', 'private, max-age=31536000, immutable'],
    ['/assets/mono-12345678.woff2', 'font/woff2', 'private, max-age=31536000, immutable'],
  ])('comes with its type: %s', async (path, contentType, cacheControl) => {
    const { get } = await inside();
    const { status, headers, body } = await get(path);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      contentType,
      cacheControl,
    ]);
    expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
    const head = await get(path, 'HEAD');
    expect([head.status, head.body, head.headers['content-length']]).toEqual([
      200,
      '',
      headers['content-length'],
    ]);
  });

  it('says in both languages that it is not built where it is not', async () => {
    const { get } = await inside(emptyFolder);
    const { status, headers, body } = await get('/');
    expect([status, headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
    expect(body).toContain('has not been built');
    expect(body).toContain('ビルドされていません');
    expect((await get('/index.html')).status).toBe(404);
  });

  it('is only read', async () => {
    const { get } = await inside();
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const { status, headers } = await get('/', method);
      expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD']);
    }
  });
});

describe('every answer', () => {
  it.each([
    ['the page', '/', 200],
    ['a missing file', '/nothing.js', 404],
    ['a refusal', '/?token=wrong', 401],
  ])('forbids what a page need not do: %s', async (_what, path, status) => {
    const { get } = await inside();
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    const policy = (answer.headers['content-security-policy'] ?? '').toString().split('; ');
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "connect-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a path that leads elsewhere', () => {
  it.each([
    '/../secret.html',
    '/../../../../../../etc/hosts.txt',
    '/assets/../../secret.html',
    '/assets/../index.html',
    '/./index.html',
    '/%2e%2e/secret.html',
    '/%2e%2e%2fsecret.html',
    '/..%2fsecret.html',
    '/%252e%252e%252fsecret.html',
    '/%252e%252e/secret.html',
    '/%c0%ae%c0%ae/secret.html',
    '/..%c0%afsecret.html',
    '/..%5csecret.html',
    '/..\\secret.html',
    '/index.html%00.css',
    '/%00',
    '/%',
    '/%zz',
    '//secret.html',
    '//index.html',
    '/index.html/',
    '/index.html/.',
    '/assets',
    '/assets/',
    '/.hidden.html',
    '/assets/.hidden.html',
    '/program.c',
    '/link.html',
    '/outside/secret.html',
    '/outside/page/index.html',
    '*',
    'http://127.0.0.1/index.html',
    'file:///etc/passwd',
  ])('is not found: %s', async (path) => {
    const { get } = await inside();
    const { status, body } = await get(path);
    expect([status, body]).toEqual([404, '']);
  });

  it.each([
    ['a name', `/${'a'.repeat(4000)}.html`],
    ['a path', `${'/a'.repeat(4000)}.html`],
  ])('is not found where %s is longer than any file system has it', async (_what, path) => {
    const { get } = await inside();
    expect((await get(path)).status).toBe(404);
  });

  it.each(['/index.html\0.css', '/\0', '/..\0/secret.html'])(
    'is not even parsed with a raw NUL: %j',
    async (path) => {
      const { port, cookie } = await inside();
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
      );
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
    },
  );
});
