import { execFileSync } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { LabState, Outcome } from '../../../../app/contract/index.ts';
import { createEngine, type Engine } from '../../../../app/engine/index.ts';
import { createConsentStore } from '../../../../app/engine/lab/consent.ts';
import { tiny, tinyLab } from '../../../support/tiny-lab.ts';

const lab = tinyLab();
const context = { signal: new AbortController().signal };
const engines: Engine[] = [];
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.dispose())));

/** An engine whose learner is asked, on a machine where no way to root works. */
const asked = async () => {
  await lab.write(join(lab.root(), 'dist', 'helper.js'), '');
  const engine = createEngine({ root: lab.root(), dataFolder: lab.dataFolder(), consent: 'asked', ways: [] });
  engines.push(engine);
  const states: LabState[] = [];
  engine.service.subscribe((name, event) => {
    if (name === 'lab.state') states.push(event as LabState);
  });
  return { states, calls: engine.service.handlers };
};
const code = (outcome: Outcome<unknown>): string => (outcome.ok ? 'ok' : outcome.failure.code);

describe('before the learner has said anything', () => {
  it('the state is told at once to whoever listens', async () => {
    const { states } = await asked();
    expect(states).toMatchObject([
      { privilege: 'unasked', sandbox: 'none', helper: 'off', way: null, failure: null, environments: [] },
    ]);
    expect(states[0]?.kernel).toMatch(/^\d+\.\d+/);
  });
  it('whatever needs root is not allowed, and nothing is started for it', async () => {
    const { calls, states } = await asked();
    expect(code(await calls['env.list']({}, context))).toBe('not-allowed');
    expect(code(await calls['program.status']({}, context))).toBe('not-allowed');
    const terminal = {
      profile: { kind: 'namespace', environment: 'veth-x' },
      size: { columns: 80, rows: 24 },
    } as const;
    expect(code(await calls['terminal.open'](terminal, context))).toBe('not-allowed');
    expect(states).toHaveLength(1);
  });
  it('the doctor says so, and reports what it can', async () => {
    const { calls } = await asked();
    const doctor = await calls['doctor.run']({}, context);
    const findings = doctor.ok ? doctor.value.findings : [];
    expect(findings.find(({ id }) => id === 'root')).toMatchObject({
      state: 'limited',
      message: { en: expect.stringContaining('has not been allowed to act as root') as string },
    });
    expect(findings.find(({ id }) => id === 'clang')).toBeDefined();
  });
  it('a check compiles, and stops where the kernel comes in', async () => {
    const { calls } = await asked();
    const report = await calls['check.run']({ ...tiny, source: { kind: 'workspace' } }, context);
    expect(report).toMatchObject({
      ok: true,
      value: {
        verdict: 'cannot',
        failure: {
          code: 'not-allowed',
          message: {
            en: 'The lab has not been allowed to act as root yet, so it could not load the program.',
            ja: 'ラボはまだ管理者権限での操作を許可されていないため、プログラムをロードできませんでした。',
          },
        },
        stages: [
          { name: 'build', state: 'pass' },
          { name: 'load', state: 'cannot' },
        ],
      },
    });
  });
  it('a check that stopped there is not kept as a run', async () => {
    const { calls } = await asked();
    await calls['check.run']({ ...tiny, source: { kind: 'workspace' } }, context);
    expect(await calls['history.list'](tiny, context)).toEqual({ ok: true, value: { runs: [] } });
    await calls['workspace.save']({ ...tiny, path: 'xdp_prog_kern.c', text: 'int broken' }, context);
    await calls['check.run']({ ...tiny, source: { kind: 'workspace' } }, context);
    expect(await calls['history.list'](tiny, context)).toMatchObject({ value: { runs: [{ number: 1 }] } });
  });
  it('a check tells the errors of a compile', async () => {
    const { calls } = await asked();
    await calls['workspace.save']({ ...tiny, path: 'xdp_prog_kern.c', text: 'int broken' }, context);
    const report = await calls['check.run']({ ...tiny, source: { kind: 'workspace' } }, context);
    expect(report).toMatchObject({ ok: true, value: { stages: [{ name: 'build', state: 'fail' }] } });
  });
});

describe('a learner who allows root where there is no way to it', () => {
  it('hears why, is not asked again by other calls, and may try again', async () => {
    const { calls, states } = await asked();
    expect(code(await calls['lab.allow']({}, context))).toBe('not-privileged');
    expect(states.at(-1)).toMatchObject({
      privilege: 'refused',
      sandbox: 'none',
      helper: 'off',
      failure: { code: 'not-privileged' },
    });
    const heard = states.length;
    expect(code(await calls['env.list']({}, context))).toBe('not-allowed');
    expect(states).toHaveLength(heard);
    expect(code(await calls['lab.allow']({}, context))).toBe('not-privileged');
    expect(states.slice(heard).map(({ privilege }) => privilege)).toContain('asking');
  });
  it('is asked once for two pages', async () => {
    const { calls, states } = await asked();
    const both = await Promise.all([calls['lab.allow']({}, context), calls['lab.allow']({}, context)]);
    expect(both.map(code)).toEqual(['not-privileged', 'not-privileged']);
    expect(states.filter(({ helper }) => helper === 'starting')).not.toHaveLength(0);
    expect(states.filter(({ privilege }) => privilege === 'refused')).toHaveLength(1);
  });
  it('has not allowed it for the next start', async () => {
    await (await asked()).calls['lab.allow']({}, context);
    expect((await asked()).states).toMatchObject([{ privilege: 'unasked' }]);
  });
  it('has allowed it already where it was kept, until the system says no', async () => {
    await createConsentStore(lab.dataFolder()).keep();
    const { calls, states } = await asked();
    expect(states).toMatchObject([{ privilege: 'granted', sandbox: 'host', helper: 'off' }]);
    expect(code(await calls['env.list']({}, context))).toBe('not-privileged');
    expect(states.at(-1)).toMatchObject({ privilege: 'refused', failure: { code: 'not-privileged' } });
    expect(code(await calls['env.list']({}, context))).toBe('not-allowed');
  });
  it('can take it back', async () => {
    await createConsentStore(lab.dataFolder()).keep();
    const { calls } = await asked();
    expect(await calls['lab.refuse']({}, context)).toMatchObject({
      ok: true,
      value: { privilege: 'refused', failure: null, helper: 'off' },
    });
    expect((await asked()).states).toMatchObject([{ privilege: 'unasked' }]);
  });
});

describe('who starts the lab on a command line', () => {
  it('means it: the failure is the system’s, and each call may try anew', async () => {
    await lab.write(join(lab.root(), 'dist', 'helper.js'), '');
    const engine = createEngine({ root: lab.root(), dataFolder: lab.dataFolder(), ways: [] });
    for (let time = 0; time < 2; time += 1) {
      expect(code(await engine.service.handlers['env.list']({}, context))).toBe('not-privileged');
    }
  });
});

describe('the kept word', () => {
  const path = () => join(lab.dataFolder(), 'consent.json');
  it('is a small file for the learner only', async () => {
    const store = createConsentStore(lab.dataFolder());
    expect(await store.keep()).toEqual({ ok: true, value: undefined });
    expect(store.kept()).toBe(true);
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path(), 'utf8'))).toMatchObject({
      format: 'xdp-lab-consent',
      version: 1,
    });
  });
  it.each(['', '{', '{"format":"xdp-lab-consent","version":2,"root":"allowed","at":""}', '{"allowed":true}'])(
    'that reads %j is none',
    async (text) => {
      await mkdir(lab.dataFolder(), { recursive: true });
      await writeFile(path(), text);
      expect(createConsentStore(lab.dataFolder()).kept()).toBe(false);
    },
  );
  it('that is a folder is none, and cannot be kept', async () => {
    await mkdir(path(), { recursive: true });
    const store = createConsentStore(lab.dataFolder());
    expect(store.kept()).toBe(false);
    expect(code(await store.keep())).toBe('bad-input');
  });
  it('that is a folder need not be forgotten, and the folder stays', async () => {
    await mkdir(path(), { recursive: true });
    const { calls } = await asked();
    expect(code(await calls['lab.refuse']({}, context))).toBe('ok');
    expect((await stat(path())).isDirectory()).toBe(true);
  });
  it('that is a FIFO is none, and is not waited for', async () => {
    await mkdir(lab.dataFolder(), { recursive: true });
    execFileSync('mkfifo', [path()]);
    const store = createConsentStore(lab.dataFolder());
    expect(store.kept()).toBe(false);
    await store.keep();
    expect(store.kept()).toBe(true);
  });
  it('cannot be kept, and need not be forgotten, where the path is too long for the system', async () => {
    const store = createConsentStore(join(lab.dataFolder(), ...Array<string>(24).fill('d'.repeat(200))));
    expect(code(await store.keep())).toBe('bad-input');
    expect(code(await store.forget())).toBe('bad-input');
  });
});
