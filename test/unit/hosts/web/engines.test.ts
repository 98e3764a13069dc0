import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngineRoom } from '../../../../app/hosts/web/engine-room.ts';
import { startWebHost } from '../../../../app/hosts/web/index.ts';
import { value } from '../../../support/lab-helper.ts';
import { enter, openLab, openSocket } from '../../../support/web-client.ts';
import { fakeEngines, pageFixture, webHosts } from './fixture.ts';

const { pageFolder } = pageFixture();
const start = webHosts(pageFolder);

const engineOf = async ({ client }: ReturnType<typeof openLab>) =>
  value(await client.call('env.command', { name: 'veth-web', kind: 'ping', args: [] })).argv[0];

describe('engines', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('wait 60 s for their page to come back', () => {
    const { made, create } = fakeEngines();
    const room = createEngineRoom(create);
    room.enter('one').leave();
    vi.advanceTimersByTime(59_999);
    expect(made.map(({ disposed }) => disposed())).toEqual([false]);
    const { service, leave } = room.enter('one');
    expect(service).toBe(made[0]?.service);
    vi.advanceTimersByTime(120_000);
    expect(made.map(({ disposed }) => disposed())).toEqual([false]);
    leave();
    vi.advanceTimersByTime(60_000);
    expect(made.map(({ disposed }) => disposed())).toEqual([true]);
    room.enter('one');
    expect(made).toHaveLength(2);
  });

  it('stay for as long as one of several connections does', () => {
    const { made, create } = fakeEngines();
    const room = createEngineRoom(create);
    const [one, two] = [room.enter('one'), room.enter('one')];
    one.leave();
    vi.advanceTimersByTime(120_000);
    expect(made.map(({ disposed }) => disposed())).toEqual([false]);
    two.leave();
    vi.advanceTimersByTime(60_000);
    expect(made.map(({ disposed }) => disposed())).toEqual([true]);
  });

  it('all end with the room, and only once', async () => {
    const { made, create } = fakeEngines();
    const ended = vi.fn();
    const room = createEngineRoom(() => {
      const engine = create();
      return {
        ...engine,
        dispose: () => {
          ended();
          return engine.dispose();
        },
      };
    });
    const { leave } = room.enter('one');
    room.enter('two').leave();
    await room.dispose();
    leave();
    vi.advanceTimersByTime(120_000);
    expect(made.map(({ disposed }) => disposed())).toEqual([true, true]);
    expect(ended).toHaveBeenCalledTimes(2);
  });

  it('that are ending are waited for when the room ends', async () => {
    const { create } = fakeEngines();
    let finish = (): void => undefined;
    const room = createEngineRoom(() => ({
      ...create(),
      dispose: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    }));
    room.enter('one').leave();
    vi.advanceTimersByTime(60_000);
    const over = vi.fn();
    const disposing = room.dispose().then(over);
    await Promise.resolve();
    expect(over).not.toHaveBeenCalled();
    finish();
    await disposing;
    expect(over).toHaveBeenCalledOnce();
  });
});

describe('connections', () => {
  it('of one browser share an engine and hear the same; another browser has its own', async () => {
    const { host, port, engines } = await start();
    const cookie = await enter(port, host.token);
    const labs = [
      openLab(port, cookie),
      openLab(port, cookie),
      openLab(port, await enter(port, host.token)),
    ] as const;
    expect([await engineOf(labs[0]), await engineOf(labs[1]), await engineOf(labs[2])]).toEqual([
      'engine 0',
      'engine 0',
      'engine 1',
    ]);
    const heard: [number, string][] = [];
    for (const [index, { client }] of labs.entries()) {
      client.on('terminal.output', ({ text }) => heard.push([index, text]));
    }
    engines[0]?.emit('terminal.output', { terminal: 't', text: 'for the first' });
    engines[1]?.emit('terminal.output', { terminal: 't', text: 'for the second' });
    await Promise.all(labs.map(engineOf));
    expect(heard.sort()).toEqual([
      [0, 'for the first'],
      [1, 'for the first'],
      [2, 'for the second'],
    ]);
  });

  it('come back to the same engine', async () => {
    const { host, port, engines } = await start();
    const cookie = await enter(port, host.token);
    const first = openLab(port, cookie);
    await engineOf(first);
    first.client.close();
    await once(first.socket, 'close');
    expect(await engineOf(openLab(port, cookie))).toBe('engine 0');
    expect(engines).toHaveLength(1);
  });

  it('are closed as going away when the host ends, and their engines end', async () => {
    const { host, port, engines } = await start();
    const lab = openLab(port, await enter(port, host.token));
    await engineOf(lab);
    const closed = once(lab.socket, 'close');
    await host.dispose();
    expect((await closed)[0]).toBe(1001);
    expect(engines.map(({ disposed }) => disposed())).toEqual([true]);
    await expect(enter(port, host.token)).rejects.toThrow('ECONNREFUSED');
  });

  it('compress nothing, and take no message of over 64 MB', async () => {
    const { host, port } = await start();
    const { socket } = openLab(port, await enter(port, host.token));
    await once(socket, 'open');
    expect(socket.extensions).toBe('');
    socket.send(' '.repeat(64 * 1024 * 1024 + 1));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1009);
  });

  it('are closed with 4001 when more than 64 MB wait to be read', async () => {
    const { host, port, engines } = await start();
    const { socket } = openLab(port, await enter(port, host.token));
    await once(socket, 'open');
    await vi.waitUntil(() => engines.length === 1, { interval: 1 });
    socket.pause();
    const text = 'x'.repeat(1024 * 1024);
    for (let sent = 0; sent < 80; sent += 1) engines[0]?.emit('terminal.output', { terminal: 't', text });
    const closed = once(socket, 'close');
    socket.resume();
    expect((await closed)[0]).toBe(4001);
  });
});

describe('a peer that no longer answers', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is cut off after two pings, and one that answers is not', async () => {
    const { host, port } = await start();
    const cookie = await enter(port, host.token);
    const dead = openSocket(port, { Cookie: cookie }, '/rpc', { autoPong: false });
    await once(dead, 'open');
    const alive = openLab(port, cookie);
    await engineOf(alive);
    const pinged = [dead, alive.socket].map((socket) => once(socket, 'ping'));
    const closed = once(dead, 'close');
    vi.advanceTimersByTime(15_000);
    await Promise.all(pinged);
    // Whoever has an answer to a later call has had its pong read before.
    await engineOf(alive);
    const pingedAgain = once(alive.socket, 'ping');
    vi.advanceTimersByTime(15_000);
    expect((await closed)[0]).toBe(1006);
    await pingedAgain;
    expect(await engineOf(alive)).toBe('engine 0');
  });
});

describe('a port', () => {
  it('that is in use is a failure with the way out', async () => {
    const { port } = await start();
    const again = await startWebHost({
      port,
      pageFolder,
      substituteFolder: pageFolder,
      learners: [],
      createEngine: fakeEngines().create,
    });
    expect(again).toMatchObject({
      ok: false,
      failure: {
        code: 'busy',
        message: { en: `Port ${port} is in use by another program.` },
        fix: { en: 'Choose another with --port; --port 0 takes any free one.' },
      },
    });
  });

  it('is open on 127.0.0.1 only', async () => {
    const { host, port } = await start();
    for (const address of ['127.0.0.2', '::1']) {
      await expect(once(connect(port, address), 'connect')).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL/);
    }
    expect((await enter(port, host.token)).length).toBeGreaterThan(0);
  });
});
