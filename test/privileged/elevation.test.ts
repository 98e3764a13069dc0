import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectBack } from '../../app/helper/elevate/connect-back.ts';
import { startHelper } from '../../app/helper/elevate/index.ts';
import { layOutBench, polkitReadsRule, startAs } from './elevation/engine.ts';
import type { Bench } from './elevation/engine.ts';
import {
  allowBySudo,
  answerByPolkit,
  makeUser,
  processesWith,
  requirePrograms,
  startPolkit,
} from './elevation/system.ts';
import type { User } from './elevation/system.ts';

const rootUser = { uid: 0, gid: 0 };

describe('a helper that runs as root', () => {
  let bench: Bench;
  let user: User;
  const undo: (() => void | Promise<void>)[] = [];

  beforeAll(async () => {
    requirePrograms();
    bench = await layOutBench();
    undo.push(bench.remove);
    user = makeUser('xdplab-t1');
    undo.push(user.remove);
    const helpers = ['helper.js', 'silent-helper.mjs', 'broken-helper.mjs'] as const;
    undo.push(
      allowBySudo(
        user,
        helpers.map((helper) => `${process.execPath} ${bench.helper('sudo-granted', helper)}`),
      ),
    );
    undo.push(answerByPolkit(user));
    undo.push(await startPolkit());
    await polkitReadsRule(user, bench);
  });
  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  });

  const foldersOfUser = () =>
    readdirSync(tmpdir()).filter((name) => {
      const found = statSync(join(tmpdir(), name), { throwIfNoEntry: false });
      return name.startsWith('xdp-lab-') && found?.uid === user.uid;
    });
  afterEach(async () => {
    await vi.waitFor(
      () => {
        expect(processesWith(bench.base)).toEqual([]);
      },
      { timeout: 10_000 },
    );
    expect(foldersOfUser()).toEqual([]);
  });

  const granted = (way: string, engineUid: number) => ({
    way,
    pid: expect.any(Number) as number,
    helperUid: 0,
    engineUid,
    heartbeat: true,
    afterwards: 'helper-gone',
  });

  describe('is started', () => {
    it('directly by an engine that is root', async () => {
      const answer = await startAs(rootUser, bench, { helperPath: bench.helper('denied') });
      expect(answer).toEqual(granted('root', 0));
    });

    it('by sudo where a rule allows it without a password', async () => {
      const answer = await startAs(user, bench, { helperPath: bench.helper('sudo-granted') });
      expect(answer).toEqual(granted('sudo', user.uid));
    });

    it('by pkexec where sudo would ask for a password', async () => {
      const answer = await startAs(user, bench, { helperPath: bench.helper('granted') });
      expect(answer).toEqual(granted('pkexec', user.uid));
    });

    it('by pkexec after the right password', async () => {
      const answer = await startAs(
        user,
        bench,
        { helperPath: bench.helper('asked') },
        { typed: user.password },
      );
      expect(answer).toEqual(granted('pkexec', user.uid));
    });

    it('by sudo-prompt, and connects back', async () => {
      const request = { helperPath: bench.helper('granted'), ways: ['sudo-prompt'] } as const;
      expect(await startAs(user, bench, request)).toEqual(granted('sudo-prompt', user.uid));
    });
  });

  describe('is refused', () => {
    it('by a rule, and no other way is tried after that', async () => {
      const answer = await startAs(user, bench, { helperPath: bench.helper('denied') });
      expect(answer).toMatchObject({
        code: 'elevation-refused',
        message: 'Root was asked for through pkexec, and refused.',
      });
      expect(answer['detail']).toContain('Not authorized');
    });

    it('by a rule that sudo-prompt meets', async () => {
      const request = { helperPath: bench.helper('denied'), ways: ['sudo-prompt'] } as const;
      expect(await startAs(user, bench, request)).toMatchObject({ code: 'elevation-refused' });
    });

    it('after a wrong password', async () => {
      const answer = await startAs(user, bench, { helperPath: bench.helper('asked') }, { typed: 'wrong' });
      expect(answer).toMatchObject({ code: 'elevation-refused' });
    });

    it('by closing the question', async () => {
      const answer = await startAs(user, bench, { helperPath: bench.helper('asked') }, { typed: '\u0003' });
      expect(answer).toMatchObject({ code: 'elevation-refused' });
    });

    it('where no way works, with what each of them said', async () => {
      const answer = await startAs(user, bench, { helperPath: bench.helper('asked') });
      expect(answer).toMatchObject({ code: 'not-privileged' });
      expect(String(answer['detail']).split('\n')).toEqual([
        `root: the user id is ${user.uid}, not 0`,
        'sudo: sudo: a password is required',
        'pkexec: Error executing command as another user: No authentication agent found.',
        'sudo-prompt: Error executing command as another user: No authentication agent found.',
      ]);
    });
  });

  describe('is given up', () => {
    it('when nobody answers the question of pkexec', async () => {
      const request = { helperPath: bench.helper('asked'), ways: ['pkexec'], timeoutMs: 1000 } as const;
      const answer = await startAs(user, bench, request, { typed: undefined });
      expect(answer).toMatchObject({ code: 'timeout', message: 'pkexec took too long and was stopped.' });
    });

    it.each(['pkexec', 'sudo-prompt'] as const)('when polkit does not answer %s', async (way) => {
      const request = { helperPath: bench.helper('pondered'), ways: [way], timeoutMs: 700 };
      const answer = await startAs(user, bench, request);
      expect(answer).toMatchObject({ code: 'timeout', message: `${way} took too long and was stopped.` });
    });

    it.each([
      ['sudo', 'sudo-granted'],
      ['pkexec', 'granted'],
      ['sudo-prompt', 'granted'],
    ] as const)('when it stays silent under %s', async (way, folder) => {
      const helperPath = bench.helper(folder, 'silent-helper.mjs');
      const answer = await startAs(user, bench, { helperPath, ways: [way], timeoutMs: 1000 });
      expect(answer).toMatchObject({ code: 'timeout' });
    });

    it('when nobody wants it any more', async () => {
      const helperPath = bench.helper('granted', 'silent-helper.mjs');
      const unwanted = new AbortController();
      const starting = startHelper({ helperPath, ways: ['root'], signal: unwanted.signal });
      unwanted.abort();
      expect(await starting).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    });

    it.each([
      ['sudo', 'sudo-granted'],
      ['pkexec', 'granted'],
      ['sudo-prompt', 'granted'],
    ] as const)('when it breaks under %s, in its own words', async (way, folder) => {
      const helperPath = bench.helper(folder, 'broken-helper.mjs');
      const answer = await startAs(user, bench, { helperPath, ways: [way] });
      expect(answer).toMatchObject({ code: 'helper-gone', detail: 'the helper has a hole in it' });
    });

    it('when there is no such helper, without asking anybody', async () => {
      const helperPath = join(bench.base, 'no-helper.mjs');
      expect(await startAs(user, bench, { helperPath })).toMatchObject({ code: 'not-found' });
    });
  });

  it('tells its engine when it has ended by itself', async () => {
    const started = await startHelper({ helperPath: bench.helper('granted'), ways: ['root'] });
    if (!started.ok) throw new Error(started.failure.detail);
    const { client, closed, dispose, pid } = started.value;
    process.kill(pid, 'SIGTERM');
    await closed;
    expect(await client.call('helper.hello', {})).toMatchObject({
      ok: false,
      failure: { code: 'helper-gone' },
    });
    await dispose();
  });

  describe('connects back only', () => {
    let folder: string;
    const path = () => join(folder, 'helper.sock');
    const server = createServer();
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'elevation-socket-'));
      server.listen(path());
    });
    afterAll(() => {
      server.close();
      rmSync(folder, { recursive: true });
    });
    afterEach(() => {
      vi.unstubAllEnvs();
      chmodSync(folder, 0o700);
    });

    it('into a private folder of the user who was authorised', async () => {
      vi.stubEnv('PKEXEC_UID', '0');
      const channel = await connectBack(path());
      channel.close();
    });

    it("not into another user's", async () => {
      vi.stubEnv('PKEXEC_UID', String(user.uid));
      await expect(connectBack(path())).rejects.toThrow('is not a private folder');
    });

    it('not into one that others can enter', async () => {
      vi.stubEnv('PKEXEC_UID', '0');
      chmodSync(folder, 0o755);
      await expect(connectBack(path())).rejects.toThrow('is not a private folder');
    });
  });
});
