import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ask, enter, openSocket, upgradeStatus } from '../../../support/web-client.ts';
import { pageFixture, us, webHosts } from './fixture.ts';

const { pageFolder } = pageFixture();
const start = webHosts(pageFolder);

const wrongToken = 'A'.repeat(43);

describe('whoever has no token', () => {
  it.each([
    '/',
    '/index.html',
    '/assets/index-Bx3kQ9_a.js',
    '/rpc',
    '/nothing',
    '/?token=',
    `/?token=${wrongToken}`,
    '/?ticket=',
    `/?ticket=${wrongToken}`,
    '/?token=%00',
  ])('gets 401 and nothing else for %s', async (path) => {
    const { port } = await start();
    const answer = await ask(port, path);
    expect(answer.status).toBe(401);
    expect(answer.body).toMatch(/^Open the address that xdp-lab serve printed\.\n.*開いてください。\n$/);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('gets no WebSocket', async () => {
    const { port, engines } = await start();
    expect(await upgradeStatus(openSocket(port, {}))).toBe(401);
    expect(engines).toEqual([]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('may not %s either', async (method) => {
    const { host, port } = await start();
    expect((await ask(port, '/', { method })).status).toBe(401);
    expect((await ask(port, `/?token=${host.token}`, { method })).headers['set-cookie']).toBeUndefined();
  });
});

describe('a cookie', () => {
  it('of another start, or changed in any part, opens nothing', async () => {
    const { host, port, engines } = await start();
    const other = await start();
    const right = await enter(port, host.token);
    const [name = '', sealed = ''] = right.split('=');
    const [profile = '', seal = ''] = sealed.split('.');
    const foreign = (await enter(other.port, other.host.token)).split('=')[1] ?? '';
    const wrong = [
      `${name}=${foreign}`,
      `${name}=`,
      `${name}=${profile}`,
      `${name}=${profile}.`,
      `${name}=x${profile}.${seal}`,
      `${name}=${profile}.${seal}x`,
      `${name}=.${seal}`,
      `xdp-lab-${other.port}=${sealed}`,
      `other=${sealed}`,
    ];
    for (const cookie of wrong) {
      expect([cookie, (await ask(port, '/', { headers: { cookie } })).status]).toEqual([cookie, 401]);
      expect(await upgradeStatus(openSocket(port, { Cookie: cookie }))).toBe(401);
    }
    expect((await ask(port, '/', { headers: { cookie: right } })).status).toBe(200);
    expect(engines).toEqual([]);
  });

  it('does not help a wrong token', async () => {
    const { host, port } = await start();
    const cookie = await enter(port, host.token);
    expect((await ask(port, `/?token=${wrongToken}`, { headers: { cookie } })).status).toBe(401);
  });

  it('is found among others, a forged one of the same name too', async () => {
    const { host, port } = await start();
    const right = await enter(port, host.token);
    const cookie = `theme=dark; xdp-lab-${port}=a.b; ${right}; last=1`;
    expect((await ask(port, '/', { headers: { cookie } })).status).toBe(200);
  });
});

describe('the token', () => {
  it('is exchanged for a cookie that no script and no other site can use, and leaves the address', async () => {
    const { host, port } = await start();
    expect(host.url).toBe(`http://127.0.0.1:${port}/?token=${host.token}`);
    expect(host.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const { status, headers, body } = await ask(port, `/?token=${host.token}`);
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['set-cookie']).toHaveLength(1);
    expect(headers['set-cookie']?.[0]).toMatch(
      new RegExp(
        `^xdp-lab-${port}=[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict$`,
      ),
    );
    expect(headers['set-cookie']?.[0]).not.toContain(host.token);
    expect(body).toBe('');
  });

  it('is another at every start', async () => {
    const [one, two] = [await start(), await start()];
    expect(one.host.token).not.toBe(two.host.token);
  });
});

describe('the ticket that stands on a command line', () => {
  it('opens the door once', async () => {
    const { host, port } = await start();
    const path = host.urlForOpening.slice(`http://127.0.0.1:${port}`.length);
    expect(path).not.toContain(host.token);
    expect((await ask(port, path)).status).toBe(303);
    expect((await ask(port, path)).status).toBe(401);
  });

  it('opens nothing for another user', async () => {
    const { host, port } = await start({ learners: [us + 1] });
    const path = host.urlForOpening.slice(`http://127.0.0.1:${port}`.length);
    expect((await ask(port, path)).status).toBe(401);
    expect((await ask(port, `/?token=${host.token}`)).status).toBe(303);
  });
});

describe('a foreign Host', () => {
  const foreign = (port: number): string[] => [
    `lab.example:${port}`,
    `127.0.0.1.example:${port}`,
    `localhost.example:${port}`,
    `127.0.0.1:${port + 1}`,
    '127.0.0.1',
    'localhost',
    `127.0.0.2:${port}`,
    `[::1]:${port}`,
    `0.0.0.0:${port}`,
    `user@127.0.0.1:${port}`,
  ];

  it('gets 403 and nothing else, with the right token or cookie too', async () => {
    const { host, port, engines } = await start();
    const cookie = await enter(port, host.token);
    for (const name of foreign(port)) {
      for (const path of ['/', `/?token=${host.token}`]) {
        const { status, headers, body } = await ask(port, path, { headers: { host: name, cookie } });
        expect([name, status, body, headers['set-cookie']]).toEqual([name, 403, '', undefined]);
      }
      expect([
        name,
        await upgradeStatus(openSocket(port, { Host: name, Origin: `http://${name}`, Cookie: cookie })),
      ]).toEqual([name, 403]);
    }
    expect(engines).toEqual([]);
  });

  it('cannot hide behind ours', async () => {
    const { host, port } = await start();
    const cookie = await enter(port, host.token);
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const hosts = `Host: 127.0.0.1:${port}\r\nHost: lab.example:${port}\r\n`;
    socket.write(`GET / HTTP/1.1\r\n${hosts}Cookie: ${cookie}\r\nConnection: close\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('is not localhost', async () => {
    const { host, port } = await start();
    const cookie = await enter(port, host.token);
    expect((await ask(port, '/', { headers: { host: `localhost:${port}`, cookie } })).status).toBe(200);
  });
});

describe('a foreign Origin', () => {
  it('gets 403 and nothing else, with the right token or cookie too', async () => {
    const { host, port, engines } = await start();
    const cookie = await enter(port, host.token);
    const foreign = [
      'https://lab.example',
      'null',
      'file://',
      `http://localhost:${port}`,
      `http://127.0.0.1:${port + 1}`,
      `https://127.0.0.1:${port}`,
      `http://127.0.0.1:${port}.example`,
      `http://127.0.0.1:${port}/`,
    ];
    for (const origin of foreign) {
      for (const path of ['/', `/?token=${host.token}`]) {
        const { status, headers, body } = await ask(port, path, { headers: { origin, cookie } });
        expect([origin, status, body, headers['set-cookie']]).toEqual([origin, 403, '', undefined]);
      }
      expect([origin, await upgradeStatus(openSocket(port, { Origin: origin, Cookie: cookie }))]).toEqual([
        origin,
        403,
      ]);
    }
    expect(engines).toEqual([]);
  });

  it('is none at all where a WebSocket is asked for', async () => {
    const { host, port } = await start();
    const cookie = await enter(port, host.token);
    expect(await upgradeStatus(openSocket(port, { Origin: '', Cookie: cookie }))).toBe(403);
    expect(await upgradeStatus(openSocket(port, { Cookie: cookie }))).toBe(101);
    expect(await upgradeStatus(openSocket(port, { Cookie: cookie }, '/other'))).toBe(404);
  });
});
