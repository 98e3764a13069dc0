import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import type { LabState } from '../../app/contract/index.ts';
import { root, startCli, type Running } from '../support/cli.ts';
import { value } from '../support/lab-helper.ts';
import { scratchFolder } from '../support/scratch.ts';
import { thingsNaming, thingsNamingAreGone } from '../support/things-naming.ts';
import { ask, enter, openLab } from '../support/web-client.ts';

const name = 'veth-serve';
const number = 233;
const scratch = scratchFolder();

const Ready = v.strictObject({ url: v.string(), port: v.number(), token: v.string() });

const running: Running[] = [];
afterEach(async () => {
  for (const { child } of running)
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  await Promise.all(running.splice(0).map(({ ended }) => ended));
  await thingsNamingAreGone(name, `number-${number}`);
});

/** Starts `xdp-lab serve` on a free port with a data folder of its own, and waits until it says that it is ready. */
const startServer = async (words: readonly string[] = [], environment: NodeJS.ProcessEnv = {}) => {
  const server = startCli(['serve', '--port', '0', '--json', ...words], {
    environment: { XDG_DATA_HOME: scratch.folder, ...environment },
  });
  running.push(server);
  let line = '';
  server.child.stdout?.on('data', (text: string) => {
    line += text;
  });
  await server.said(/\n/);
  const { url, port, token } = v.parse(Ready, JSON.parse(line));
  return { ...server, url, port, token };
};

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`);

/** A lab with an environment up, in a browser of its own, and the helper that holds it. */
const labWithEnvironment = async (server: { readonly port: number; readonly token: string }) => {
  const cookie = await enter(server.port, server.token);
  const lab = openLab(server.port, cookie);
  value(await lab.client.call('lab.allow', {}));
  const { environment } = value(await lab.client.call('env.up', { name, number }));
  const { heldBy } = environment;
  if (heldBy === null) throw new Error('nobody holds the environment');
  return { ...lab, cookie, helperPid: heldBy };
};

describe('xdp-lab serve', () => {
  it('grades on the real kernel for one page, and another page of the same browser watches', async () => {
    const { port, token } = await startServer();
    const cookie = await enter(port, token);
    const [one, two] = [openLab(port, cookie), openLab(port, cookie)];
    const stages: string[] = [];
    two.client.on('check.stage', ({ stage }) => stages.push(stage.name));
    value(await two.client.call('lessons.list', {}));
    value(await one.client.call('lab.allow', {}));
    const report = value(
      await one.client.call('check.run', {
        lesson: 'packet01-parsing',
        assignment: 'icmpv6-sequence',
        source: { kind: 'solution' },
        environment: { name, number },
      }),
    );
    expect([report.verdict, report.failure]).toEqual(['pass', null]);
    value(await two.client.call('lessons.list', {}));
    expect(stages).toEqual(report.stages.map((stage) => stage.name));
    expect(stages).toContain('traffic');
  });

  it('does nothing as root before the learner has allowed it, and remembers that they did', async () => {
    const home = mkdtempSync(join(scratch.folder, 'home-'));
    const server = await startServer([], { XDG_DATA_HOME: home });
    const { client } = openLab(server.port, await enter(server.port, server.token));
    const told = new Promise<LabState>((resolve) => client.on('lab.state', resolve));
    expect(await told).toMatchObject({ privilege: 'unasked', sandbox: 'none', helper: 'off' });
    expect(await client.call('env.up', { name, number })).toMatchObject({
      ok: false,
      failure: { code: 'not-allowed' },
    });
    expect(value(await client.call('lab.read', {})).helper).toBe('off');
    expect(value(await client.call('host.abilities', {}))).toMatchObject({ kind: 'web', dialogs: false });
    expect(value(await client.call('lab.allow', {}))).toMatchObject({
      privilege: 'granted',
      helper: 'running',
    });
    const later = await startServer([], { XDG_DATA_HOME: home });
    const again = openLab(later.port, await enter(later.port, later.token));
    expect(value(await again.client.call('lab.read', {}))).toMatchObject({
      privilege: 'granted',
      helper: 'off',
    });
  });

  it('gives a page that comes back the same lab', async () => {
    const server = await startServer();
    const { client, socket, cookie, helperPid } = await labWithEnvironment(server);
    client.close();
    await once(socket, 'close');
    const again = openLab(server.port, cookie);
    const { environment } = value(await again.client.call('env.status', { name }));
    expect(environment.heldBy).toBe(helperPid);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends within 2 s on %s, with an environment up and a page open',
    async (signal) => {
      const server = await startServer();
      const { helperPid, socket } = await labWithEnvironment(server);
      const closed = once(socket, 'close');
      server.child.kill(signal);
      await vi.waitUntil(() => server.child.exitCode !== null, { timeout: 2000, interval: 5 });
      expect(thingsNaming(name, `number-${number}`, `lab-${helperPid}-`)).toEqual([]);
      expect(isAlive(helperPid)).toBe(false);
      expect((await closed)[0]).toBe(1001);
      const { exitCode, stderr } = await server.ended;
      expect(exitCode).toBe(signal === 'SIGTERM' ? 143 : 130);
      expect(stderr).not.toContain(server.token);
    },
  );

  it('ends within 2 s in the middle of a grading, with a page that no longer listens', async () => {
    const server = await startServer();
    const cookie = await enter(server.port, server.token);
    const [page, deaf] = [openLab(server.port, cookie), openLab(server.port, cookie)];
    await once(deaf.socket, 'open');
    deaf.socket.pause();
    value(await page.client.call('lab.allow', {}));
    const attached = new Promise<void>((resolve) => {
      page.client.on('check.stage', ({ stage }) => {
        if (stage.name === 'environment') resolve();
      });
    });
    void page.client.call('check.run', {
      lesson: 'packet01-parsing',
      assignment: 'icmpv6-sequence',
      source: { kind: 'solution' },
      environment: { name, number },
    });
    await attached;
    server.child.kill('SIGTERM');
    await vi.waitUntil(() => server.child.exitCode !== null, { timeout: 2000, interval: 5 });
    expect(thingsNaming(name, `number-${number}`)).toEqual([]);
    deaf.socket.terminate();
  });

  it('takes its helper with it when it is killed', async () => {
    const server = await startServer();
    const { helperPid } = await labWithEnvironment(server);
    server.child.kill('SIGKILL');
    await vi.waitUntil(() => !isAlive(helperPid), { timeout: 10_000, interval: 20 });
    await thingsNamingAreGone(name, `number-${number}`, `lab-${helperPid}-`);
  });

  it('sweeps at the next start what a killed server with a killed helper left', async () => {
    const server = await startServer();
    const { helperPid } = await labWithEnvironment(server);
    process.kill(helperPid, 'SIGSTOP');
    server.child.kill('SIGKILL');
    await server.ended;
    process.kill(helperPid, 'SIGKILL');
    expect(thingsNaming(name)).toContain(`link ${name}`);
    const next = await startServer();
    const { client } = openLab(next.port, await enter(next.port, next.token));
    value(await client.call('lab.allow', {}));
    expect(value(await client.call('env.list', {})).environments.map((found) => found.name)).not.toContain(
      name,
    );
    await thingsNamingAreGone(name, `lab-${helperPid}-`);
  });

  it('opens the browser with an address that is good for one use', async () => {
    const opened = `${scratch.folder}/opened`;
    scratch.file(
      'xdg-open',
      `#!/bin/sh\nprintf '%s|' "$@" > ${opened}.next\nmv ${opened}.next ${opened}\n`,
      0o755,
    );
    const server = await startServer(['--open'], { PATH: `${scratch.folder}:${process.env.PATH ?? ''}` });
    await vi.waitUntil(() => existsSync(opened), { timeout: 10_000, interval: 10 });
    const [url = '', ...more] = readFileSync(opened, 'utf8').split('|');
    expect(more).toEqual(['']);
    expect(url).not.toContain(server.token);
    const { pathname, search, port } = new URL(url);
    expect(Number(port)).toBe(server.port);
    expect((await ask(server.port, pathname + search)).status).toBe(303);
    expect((await ask(server.port, pathname + search)).status).toBe(401);
  });

  it('says that there is no xdg-open, and serves all the same', async () => {
    const server = await startServer(['--open'], { PATH: root });
    await server.said(/xdg-open is not installed: open the address yourself\.\n/);
    expect((await ask(server.port, `/?token=${server.token}`)).status).toBe(303);
  });
});
