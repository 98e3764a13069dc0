import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventOf, LabContract, Outcome } from '../../../../app/contract/index.ts';
import { createEngine } from '../../../../app/engine/index.ts';
import { keptRuns } from '../../../../app/engine/history/history-store.ts';
import { tiny, tinyLab } from '../../../support/tiny-lab.ts';

const lab = tinyLab();
const main = 'xdp_prog_kern.c';
const run = { ...tiny, source: { kind: 'workspace' } } as const;
const code = (text: string) => ({ ...tiny, path: main, text });
const runsFolder = () => join(lab.dataFolder(), 'runs', 'tiny', 'only');

/** What compiles needs root to be graded, and is no run without; what does not compile is one. */
beforeEach(() => lab.write(lab.starterFile(main), 'int broken'));

/** An engine that may do nothing as root. */
const engine = () => {
  const { service } = createEngine({ root: lab.root(), dataFolder: lab.dataFolder(), consent: 'asked' });
  const added: EventOf<LabContract, 'history.added'>[] = [];
  service.subscribe((name, event) => {
    if (name === 'history.added') added.push(event as (typeof added)[number]);
  });
  const context = { signal: new AbortController().signal };
  const value = async <T>(answer: Promise<Outcome<T>>): Promise<T> => {
    const outcome = await answer;
    if (!outcome.ok) throw new Error(`${outcome.failure.code} ${outcome.failure.message.en}`);
    return outcome.value;
  };
  const calls = service.handlers;
  return {
    added,
    calls,
    context,
    save: (text: string) => value(calls['workspace.save'](code(text), context)),
    check: () => value(calls['check.run'](run, context)),
    list: async () => (await value(calls['history.list'](tiny, context))).runs,
    read: (id: string) => value(calls['history.read']({ ...tiny, run: id }, context)),
    restore: (id: string) => value(calls['history.restore']({ ...tiny, run: id }, context)),
  };
};

afterEach(() => {
  vi.useRealTimers();
});

describe('a grading of the learner’s own files', () => {
  it('is kept with the code it graded and its report, and heard of', async () => {
    const { save, check, list, read, added } = engine();
    await save('int broken\r\n\0');
    const report = await check();
    const [kept] = await list();
    expect(kept).toMatchObject({
      number: 1,
      verdict: report.verdict,
      summary: report.summary,
      live: false,
      passed: 0,
      required: 1,
      ms: report.ms,
    });
    expect(added).toEqual([{ ...tiny, run: kept }]);
    expect(await read(kept?.id ?? '')).toEqual({
      ...kept,
      report,
      files: [
        { path: main, text: 'int broken\r\n\0' },
        { path: 'limits.h', text: '#define MAX 4\n' },
      ],
    });
  });
  it('is for the learner only', async () => {
    await engine().check();
    const [id = ''] = await readdir(runsFolder());
    expect((await stat(join(runsFolder(), id))).mode & 0o777).toBe(0o700);
    for (const name of ['run.json', 'report.json', join('files', main)]) {
      expect((await stat(join(runsFolder(), id, name))).mode & 0o777).toBe(0o600);
    }
  });
  it('counts on in another lab, and the newest is first', async () => {
    await engine().check();
    const later = engine();
    await later.check();
    expect((await later.list()).map(({ number }) => number)).toEqual([2, 1]);
  });
  it('of another source is not kept, nor one that was stopped', async () => {
    const { calls, context, list } = engine();
    await calls['check.run']({ ...tiny, source: { kind: 'solution' } }, context);
    const stopped = await calls['check.run'](run, { signal: AbortSignal.abort() });
    expect(stopped).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(await list()).toEqual([]);
  });
  it('is stopped by a newer one of the same assignment, and only the newer is kept', async () => {
    const { calls, context, list } = engine();
    const [older, newer] = await Promise.all([
      calls['check.run'](run, context),
      calls['check.run'](run, context),
    ]);
    expect(older).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(newer).toMatchObject({ ok: true });
    expect(await list()).toHaveLength(1);
  });
});

describe('a run that is put back', () => {
  it('brings the code it graded, after a snapshot of what was there', async () => {
    const { save, check, list, restore, calls, context } = engine();
    await save('int one\n');
    await check();
    await save('int two\n');
    const [kept] = await list();
    const restored = await restore(kept?.id ?? '');
    expect(restored.files[0]).toMatchObject({ path: main, text: 'int one\n', edited: true });
    expect(restored.snapshot.reason).toBe('restore');
    const key = { ...tiny, snapshot: restored.snapshot.id };
    const before = await calls['workspace.readSnapshot'](key, context);
    expect(before.ok && before.value.files[0]).toEqual({ path: main, text: 'int two\n' });
  });
  it('writes no file but the assignment’s own that the learner may write', async () => {
    const { check, list, restore } = engine();
    await check();
    const id = (await list())[0]?.id ?? '';
    const path = join(runsFolder(), id, 'run.json');
    const kept = JSON.parse(await readFile(path, 'utf8')) as { files: string[] };
    await writeFile(path, JSON.stringify({ ...kept, files: [...kept.files, 'given.h', 'evil.c'] }));
    for (const name of ['given.h', 'evil.c']) await writeFile(join(runsFolder(), id, 'files', name), 'evil');
    await restore(id);
    expect(await readFile(lab.workFile('given.h'), 'utf8')).toBe('#define GIVEN\n');
    expect((await readdir(join(lab.workFile(main), '..'))).includes('evil.c')).toBe(false);
  });
  it('that does not exist is named, and a path is no run', async () => {
    const { calls, context } = engine();
    for (const id of ['20260101T000000000Z-000', '../only', '']) {
      for (const name of ['history.read', 'history.restore'] as const) {
        expect(await calls[name]({ ...tiny, run: id }, context)).toMatchObject({
          ok: false,
          failure: { code: 'not-found' },
        });
      }
    }
  });
});

describe('a history that is damaged', () => {
  it('shows what can be read, and counts on from there', async () => {
    const { check, list } = engine();
    for (let made = 0; made < 3; made += 1) await check();
    const [newest, middle] = await list();
    await writeFile(join(runsFolder(), newest?.id ?? '', 'run.json'), '{"format":"xdp-lab-run","version":9}');
    await rm(join(runsFolder(), middle?.id ?? '', 'report.json'));
    await mkdir(join(runsFolder(), '20200101T000000000Z-000'));
    expect((await list()).map(({ number }) => number)).toEqual([2, 1]);
    await check();
    expect((await list()).map(({ number }) => number)).toEqual([3, 2, 1]);
  });
  it('passes over what stands among its folders, and in the place of its files', async () => {
    const { check, list } = engine();
    await check();
    await writeFile(join(runsFolder(), '20200101T000000000Z-000'), 'a plain file');
    await mkdir(join(runsFolder(), '20200101T000000000Z-001', 'run.json'), { recursive: true });
    await mkdir(join(runsFolder(), '20200101T000000000Z-002'));
    execFileSync('mkfifo', [join(runsFolder(), '20200101T000000000Z-002', 'run.json')]);
    await writeFile(join(runsFolder(), 'notes.txt'), 'mine');
    expect((await list()).map(({ number }) => number)).toEqual([1]);
    await check();
    expect((await list()).map(({ number }) => number)).toEqual([2, 1]);
  });
  it.each([
    ['at', 'yesterday'],
    ['at', '2026-13-01T00:00:00.000Z'],
    ['number', -1],
    ['number', 1.5],
    ['number', 2 ** 53],
  ])('passes over a run whose %s is %j', async (field, value) => {
    const { check, list } = engine();
    await check();
    await check();
    const [newest] = await list();
    const path = join(runsFolder(), newest?.id ?? '', 'run.json');
    const kept = JSON.parse(await readFile(path, 'utf8')) as object;
    await writeFile(path, JSON.stringify({ ...kept, [field]: value }));
    expect((await list()).map(({ number }) => number)).toEqual([1]);
  });
  it('and a disk that takes no history spoils no check', async () => {
    const { check, list, added } = engine();
    await check();
    await rm(join(lab.dataFolder(), 'runs'), { recursive: true });
    await writeFile(join(lab.dataFolder(), 'runs'), 'something else');
    expect((await check()).stages[0]).toMatchObject({ name: 'build', state: 'fail' });
    expect(added).toHaveLength(1);
    await rm(join(lab.dataFolder(), 'runs'));
    expect(await list()).toEqual([]);
  });
});

it('a history keeps the newest runs', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 2) });
  const { check, list } = engine();
  await check();
  const [first = ''] = await readdir(runsFolder());
  const one = await readFile(join(runsFolder(), first, 'run.json'), 'utf8');
  for (let number = 1; number < keptRuns; number += 1) {
    const folder = join(runsFolder(), `20260101T${String(number).padStart(9, '0')}Z-000`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'run.json'), one);
  }
  await check();
  const runs = await list();
  expect(runs).toHaveLength(keptRuns);
  expect(runs[0]?.number).toBe(2);
  expect(runs.at(-1)?.id).toBe('20260101T000000002Z-000');
});
