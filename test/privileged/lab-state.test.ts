import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabState, Outcome } from '../../app/contract/index.ts';
import { createEngine, type Engine } from '../../app/engine/index.ts';
import { createConsentStore } from '../../app/engine/lab/consent.ts';
import { createLab } from '../../app/engine/lab/lab.ts';
import { root } from '../support/cli.ts';
import { value } from '../support/lab-helper.ts';
import { processesWith } from '../support/processes.ts';
import { scratchFolder } from '../support/scratch.ts';
import { thingsNaming, thingsNamingAreGone } from '../support/things-naming.ts';

const name = 'veth-state';
const environment = { name, number: 234 };
const context = { signal: new AbortController().signal };
const scratch = scratchFolder();

let dataFolder = '';
let engine: Engine;
let states: LabState[] = [];
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'xdp-lab-test-'));
  engine = createEngine({ root, dataFolder, consent: 'asked' });
  states = [];
  engine.service.subscribe((event, state) => {
    if (event === 'lab.state') states.push(state as LabState);
  });
});
afterEach(async () => {
  await engine.dispose();
  await rm(dataFolder, { recursive: true });
  await thingsNamingAreGone(name, `number-${environment.number}`);
});

const allow = async () => value(await engine.service.handlers['lab.allow']({}, context));
const up = async () =>
  value(
    await engine.service.handlers['env.up'](
      { vlan: false, legacyIp: false, keep: false, ...environment },
      context,
    ),
  ).environment;
const check = (source: 'solution' | 'workspace' = 'solution') =>
  engine.service.handlers['check.run'](
    { lesson: 'packet01-parsing', assignment: 'bounds-check', source: { kind: source }, environment },
    context,
  );

describe('a lab that is allowed to act as root', () => {
  it('says how it got root, and what it holds', async () => {
    expect(await allow()).toMatchObject({
      privilege: 'granted',
      sandbox: 'host',
      way: 'root',
      helper: 'running',
    });
    await up();
    expect(states.at(-1)?.environments).toEqual([{ name, program: null }]);
    expect(value(await check()).verdict).toBe('pass');
    expect(states.at(-1)?.environments).toMatchObject([
      { name, program: { interface: name, mode: 'native' } },
    ]);
    value(await engine.service.handlers['env.down']({ name }, context));
    expect(states.at(-1)?.environments).toEqual([]);
    for (const [index, state] of states.entries()) expect(state).not.toEqual(states[index - 1]);
  });
  it('removes all it made when the learner takes it back, and does nothing more', async () => {
    await allow();
    await up();
    const refused = value(await engine.service.handlers['lab.refuse']({}, context));
    expect(refused).toMatchObject({
      privilege: 'refused',
      sandbox: 'none',
      helper: 'off',
      way: null,
      environments: [],
    });
    expect(thingsNaming(name)).toEqual([]);
    expect(value(await check())).toMatchObject({ verdict: 'cannot', failure: { code: 'not-allowed' } });
    expect(createConsentStore(dataFolder).kept()).toBe(false);
    await allow();
    expect(value(await check()).verdict).toBe('pass');
  });
  it('starts the helper of its own accord at a later start, once something needs it', async () => {
    await createConsentStore(dataFolder).keep();
    const later = createEngine({ root, dataFolder, consent: 'asked' });
    try {
      const { handlers } = later.service;
      expect(value(await handlers['lab.read']({}, context))).toMatchObject({
        privilege: 'granted',
        helper: 'off',
      });
      value(await handlers['env.list']({}, context));
      expect(value(await handlers['lab.read']({}, context))).toMatchObject({
        helper: 'running',
        way: 'root',
      });
    } finally {
      await later.dispose();
    }
  });
});

describe('a helper that is killed', () => {
  const kill = async (pid: number | null) => {
    if (pid === null) throw new Error('nobody holds the environment');
    process.kill(pid, 'SIGKILL');
    await vi.waitUntil(() => states.at(-1)?.helper === 'gone', { timeout: 10_000, interval: 5 });
  };
  it('is said to be gone with what it held, and the next check works', async () => {
    await allow();
    await kill((await up()).heldBy);
    expect(states.at(-1)).toMatchObject({
      privilege: 'granted',
      failure: { code: 'helper-gone' },
      environments: [],
    });
    expect(value(await check()).verdict).toBe('pass');
    expect(states.at(-1)).toMatchObject({ helper: 'running', failure: null });
  });
  it('in the middle of a check stops that check with its own reason, and not the next', async () => {
    await allow();
    const { heldBy } = await up();
    const reached = new Promise<void>((resolve) => {
      engine.service.subscribe((event) => {
        if (event === 'check.stage') resolve();
      });
    });
    const checking = check();
    await reached;
    await kill(heldBy);
    expect(value(await checking)).toMatchObject({ verdict: 'cannot', failure: { code: 'helper-gone' } });
    expect(value(await check()).verdict).toBe('pass');
  });
});

describe('a dialog that is still open', () => {
  const asking = async () => {
    const helperPath = scratch.file(`silent-${name}.mjs`, 'setInterval(() => undefined, 1000);\n');
    const heard: LabState[] = [];
    const lab = createLab({
      helperPath,
      ways: ['root'],
      consent: 'asked',
      store: createConsentStore(dataFolder),
      changed: (state) => heard.push(state),
    });
    const first = lab.handlers['lab.allow']({}, context);
    const second = lab.handlers['lab.allow']({}, context);
    await vi.waitUntil(() => processesWith(helperPath).length > 0, { interval: 5 });
    const open = processesWith(helperPath).length;
    return { lab, heard, open, answers: Promise.all([first, second]), gone: () => processesWith(helperPath) };
  };
  const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.failure.code);

  it('is one for two pages, refuses other calls at once, and is taken away when the learner says no', async () => {
    const { lab, answers, open, gone } = await asking();
    expect(open).toBe(1);
    expect(lab.state()).toMatchObject({ privilege: 'asking', sandbox: 'none', helper: 'starting' });
    expect(code(await lab.helper.call('env.list', {}))).toBe('not-allowed');
    value(await lab.handlers['lab.refuse']({}, context));
    expect((await answers).map(code)).toEqual(['cancelled', 'cancelled']);
    expect(lab.state()).toMatchObject({ privilege: 'refused', helper: 'off', failure: null });
    expect(gone()).toEqual([]);
    await lab.dispose();
  });
  it('is given up when the lab ends', async () => {
    const { lab, answers, gone } = await asking();
    await lab.dispose();
    expect((await answers).map(code)).toEqual(['cancelled', 'cancelled']);
    expect(gone()).toEqual([]);
  });
});
