import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAccess } from '../../../../app/hosts/web/access.ts';
import { learners } from '../../../../app/hosts/web/learners.ts';
import { peerUser } from '../../../../app/hosts/web/peer-user.ts';
import { us } from './fixture.ts';

describe('the user at the other end of a connection', () => {
  const pair = async (host: string): Promise<{ near: Socket; far: Socket }> => {
    const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const arriving = once(server, 'connection');
    const far = connect((server.address() as AddressInfo).port, host);
    await once(far, 'connect');
    const [near] = (await arriving) as [Socket];
    onTestFinished(() => {
      far.destroy();
      near.destroy();
      server.close();
    });
    return { near, far };
  };

  it.each(['127.0.0.1', '::ffff:127.0.0.1'])('is told by the kernel, over %s', async (host) => {
    const { near } = await pair(host);
    expect(peerUser(near)).toBe(us);
  });

  it('is nobody once it has let go of its socket', async () => {
    const { near, far } = await pair('127.0.0.1');
    const { remoteAddress, remotePort, localAddress, localPort } = near;
    near.resume();
    const ended = once(near, 'end');
    far.destroy();
    await ended;
    const addresses = { remoteAddress, remotePort, localAddress, localPort };
    expect(peerUser(addresses)).toBeUndefined();
  });

  it('is nobody where there is no connection', () => {
    expect(
      peerUser({ remoteAddress: undefined, remotePort: undefined, localAddress: '127.0.0.1', localPort: 1 }),
    ).toBeUndefined();
  });
});

describe('the learner', () => {
  it('is who runs the lab, and who became root to run it', () => {
    expect(learners({}, 1000)).toEqual([1000]);
    expect(learners({ SUDO_UID: '1000' }, 0)).toEqual([0, 1000]);
    expect(learners({ PKEXEC_UID: '1001', SUDO_UID: '' }, 0)).toEqual([0, 1001]);
  });
});

describe('a cookie', () => {
  it('is worth nothing in the hands of another user', () => {
    const access = createAccess({ port: 7410, learners: [1000] });
    const exchanged = access.exchange(new URLSearchParams({ token: access.token }), {
      user: 1000,
      cookies: undefined,
    });
    const cookies = exchanged?.split(';')[0];
    expect(access.profile({ user: 1000, cookies })).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(access.profile({ user: 1001, cookies })).toBeUndefined();
  });

  it('keeps its profile when the token is shown again', () => {
    const access = createAccess({ port: 7410, learners: [] });
    const query = new URLSearchParams({ token: access.token });
    const first = access.exchange(query, { user: 1, cookies: undefined })?.split(';')[0];
    const again = access.exchange(query, { user: 1, cookies: first })?.split(';')[0];
    const other = access.exchange(query, { user: 1, cookies: undefined })?.split(';')[0];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});
