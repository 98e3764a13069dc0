import { chownSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { layOutBench, polkitReadsRule, startAs, type Bench } from './elevation/engine.ts';
import {
  answerByPolkit,
  makeUser,
  processesWith,
  requirePrograms,
  startPolkit,
  type User,
} from './elevation/system.ts';

describe('a learner who is asked by the system', () => {
  let bench: Bench;
  let user: User;
  const undo: (() => void | Promise<void>)[] = [];

  beforeAll(async () => {
    requirePrograms();
    bench = await layOutBench();
    undo.push(bench.remove);
    user = makeUser('xdplab-t2');
    undo.push(user.remove);
    undo.push(answerByPolkit(user));
    undo.push(await startPolkit());
    await polkitReadsRule(user, bench);
  });
  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  });
  afterEach(async () => {
    await vi.waitFor(
      () => {
        expect(processesWith(bench.base)).toEqual([]);
      },
      { timeout: 10_000 },
    );
  });

  /** What a lab of the user's tells, whose learner allows it to act as root. */
  const allowing = (folder: Parameters<Bench['helper']>[0], agent?: { readonly typed: string }) => {
    const dataFolder = mkdtempSync(join(bench.base, 'data-'));
    chownSync(dataFolder, user.uid, user.gid);
    const request = { helperPath: bench.helper(folder), ways: ['pkexec'] as const, dataFolder };
    return startAs(user, bench, request, agent, bench.labSide);
  };
  const granted = {
    before: 'not-allowed',
    allowed: 'ok',
    after: 'ok',
    privileges: ['asking', 'granted'],
    privilege: 'granted',
    way: 'pkexec',
    helper: 'running',
    failure: null,
    kept: true,
  };
  const refused = {
    before: 'not-allowed',
    allowed: 'elevation-refused',
    after: 'not-allowed',
    privileges: ['asking', 'refused'],
    privilege: 'refused',
    way: null,
    helper: 'off',
    failure: 'elevation-refused',
    kept: false,
  };

  it('and gives the right password is not asked again', async () => {
    expect(await allowing('asked', { typed: user.password })).toEqual(granted);
  });
  it('where a rule says yes sees no question', async () => {
    expect(await allowing('granted')).toEqual(granted);
  });
  it('and closes the question is asked again by no other call, and is not taken at their word', async () => {
    expect(await allowing('asked', { typed: '\u0003' })).toEqual(refused);
  });
  it('where a rule says no hears so', async () => {
    expect(await allowing('denied')).toEqual(refused);
  });
});
