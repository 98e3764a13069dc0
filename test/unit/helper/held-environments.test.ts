import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHeldEnvironments } from '../../../app/helper/held-environments.ts';
import { tryLock } from '../../../app/helper/lock.ts';
import { openStateFolder, type StateFolder } from '../../../app/helper/state-folder.ts';

let state: StateFolder;

beforeEach(() => {
  state = openStateFolder(mkdtempSync(join(tmpdir(), 'held-')));
});
afterEach(() => {
  rmSync(state.path, { recursive: true });
});

it('an environment is taken although somebody looks whether it is free', async () => {
  const { lock } = tryLock(state.environmentLock('veth-x'));
  const environments = createHeldEnvironments(state);
  const taking = environments.take('veth-x');
  lock?.release();
  expect(await taking).toMatchObject({ ok: true });
  environments.letGo('veth-x');
});

it('one that another keeps is busy, and the other is named', async () => {
  const { lock } = tryLock(state.environmentLock('veth-x'));
  const taken = await createHeldEnvironments(state).take('veth-x');
  expect(taken).toMatchObject({ ok: false, failure: { code: 'env-busy' } });
  expect(JSON.stringify(taken)).toContain(`${process.pid}`);
  lock?.release();
});
