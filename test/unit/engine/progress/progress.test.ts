import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tiny, tinyLab } from '../../../support/tiny-lab.ts';

const lab = tinyLab();
const file = () => join(lab.dataFolder(), 'progress.json');
const guess = (choice: string) => ({ ...tiny, step: 'guess', choice });

describe('progress', () => {
  it('is empty at first, and asking for it leaves nothing on the disk', async () => {
    expect(await lab.engine().call('progress.read', {})).toEqual({
      last: null,
      assignments: {},
      setAside: null,
    });
    await expect(stat(lab.dataFolder())).rejects.toThrow('ENOENT');
  });
  it('remembers where the learner left off, and says so once', async () => {
    const engine = lab.engine();
    await engine.call('progress.visit', { ...tiny, step: 'guess' });
    await engine.call('progress.visit', { ...tiny, step: 'guess' });
    expect(engine.heard.map(({ last }) => last)).toEqual([{ ...tiny, step: 'guess' }]);
    expect((await lab.engine().call('progress.read', {})).last).toEqual({ ...tiny, step: 'guess' });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });
  it('knows no step that the lesson does not have', async () => {
    const engine = lab.engine();
    expect((await engine.refused('progress.visit', { ...tiny, step: 'other' })).fix?.en).toContain(
      'why, guess',
    );
    expect((await engine.refused('progress.answer', { ...guess('one'), step: 'why' })).code).toBe(
      'not-found',
    );
    expect((await engine.refused('progress.answer', guess('three'))).fix?.en).toContain('one, two');
  });
  it('tells a prediction’s answer and why, and keeps the first', async () => {
    const engine = lab.engine();
    expect(await engine.call('progress.answer', guess('two'))).toEqual({
      right: false,
      answer: 'one',
      why: { en: 'Too many.', ja: '多い' },
    });
    expect(await engine.call('progress.answer', guess('one'))).toMatchObject({ right: true });
    const { assignments } = await engine.call('progress.read', {});
    expect(assignments['tiny/only']?.answers).toEqual({ guess: 'two' });
  });
  it('starts anew with a new rev, and comes back with the old one', async () => {
    await lab.engine().call('progress.answer', guess('two'));
    await lab.raiseRev(2);
    expect((await lab.engine().call('progress.read', {})).assignments).toEqual({});
    await lab.engine().call('progress.answer', guess('one'));
    expect((await lab.engine().call('progress.read', {})).assignments['tiny/only']).toMatchObject({
      rev: 2,
      answers: { guess: 'one' },
    });
    await lab.raiseRev(1);
    expect((await lab.engine().call('progress.read', {})).assignments['tiny/only']).toMatchObject({
      rev: 1,
      answers: { guess: 'two' },
    });
  });
  it('of two engines on one folder is kept whole', async () => {
    const [one, other] = [lab.engine(), lab.engine()];
    await one.call('progress.read', {});
    await Promise.all([
      one.call('progress.answer', guess('one')),
      other.call('progress.visit', { ...tiny, step: 'why' }),
    ]);
    expect(await one.call('progress.read', {})).toMatchObject({
      last: { step: 'why' },
      assignments: { 'tiny/only': { answers: { guess: 'one' } } },
    });
  });
});

describe('a progress file that cannot be read', () => {
  it.each([
    ['cut off', '{ "format": "xdp-lab-progress", "ver'],
    ['empty', ''],
    ['of a newer version', '{ "format": "xdp-lab-progress", "version": 2, "marks": [] }'],
  ])('because it is %s is set aside, word for word, and said so', async (_name, text) => {
    await lab.write(file(), text);
    const engine = lab.engine();
    const { setAside, assignments } = await engine.call('progress.read', {});
    expect(assignments).toEqual({});
    expect(setAside).toMatch(/\/progress\.\d{8}T\d{9}Z\.json$/);
    expect(await readFile(setAside ?? '', 'utf8')).toBe(text);
    await engine.call('progress.answer', guess('one'));
    expect(engine.heard.at(-1)).toMatchObject({ setAside, assignments: { 'tiny/only': { rev: 1 } } });
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ version: 1 });
  });
  it('is set aside once, though two engines find it', async () => {
    await lab.write(file(), 'broken');
    await Promise.all([
      lab.engine().call('progress.visit', { ...tiny, step: null }),
      lab.engine().call('progress.answer', guess('one')),
    ]);
    expect((await readdir(lab.dataFolder())).filter((name) => /^progress\.2.*json$/.test(name))).toHaveLength(
      1,
    );
    expect(await lab.engine().call('progress.read', {})).toMatchObject({
      last: tiny,
      assignments: { 'tiny/only': { answers: { guess: 'one' } } },
    });
  });
  it('costs an engine that knew it before nothing', async () => {
    const engine = lab.engine();
    await engine.call('progress.answer', guess('one'));
    await lab.write(file(), 'broken');
    await engine.call('progress.visit', { ...tiny, step: null });
    expect((await lab.engine().call('progress.read', {})).assignments['tiny/only']?.answers).toEqual({
      guess: 'one',
    });
  });
});

describe('progress that cannot be written', () => {
  it('stays in memory, says why, and is written once it can be', async () => {
    // Something else in the place of the folder: also root is refused.
    await lab.write(lab.outside('in-the-way'), '');
    const engine = lab.engine(join(lab.outside('in-the-way'), 'data'));
    expect(await engine.call('progress.answer', guess('one'))).toMatchObject({ right: true });
    expect(engine.heard.at(-1)).toMatchObject({
      unsaved: { code: 'bad-input' },
      assignments: { 'tiny/only': { answers: { guess: 'one' } } },
    });
    await lab.clear(lab.outside('in-the-way'));
    await engine.call('progress.visit', { ...tiny, step: 'why' });
    expect(engine.heard.at(-1)).not.toHaveProperty('unsaved');
    const later = await lab.engine(join(lab.outside('in-the-way'), 'data')).call('progress.read', {});
    expect(later).toMatchObject({
      last: { step: 'why' },
      assignments: { 'tiny/only': { answers: { guess: 'one' } } },
    });
  });
});

describe('what stands in the place of progress', () => {
  it.each([
    ['a FIFO', (path: string) => execFileSync('mkfifo', [path])],
    ['a folder', (path: string) => mkdir(path)],
  ])('%s is set aside, and not waited for', async (_name, make) => {
    await mkdir(lab.dataFolder());
    await make(file());
    const { setAside } = await lab.engine().call('progress.read', {});
    expect(setAside).toContain('progress.2');
    expect((await stat(setAside ?? '')).isFile()).toBe(false);
  });
  it('a FIFO for its lock is named as what keeps the change in memory', async () => {
    await mkdir(lab.dataFolder());
    execFileSync('mkfifo', [join(lab.dataFolder(), 'progress.lock')]);
    const engine = lab.engine();
    await engine.call('progress.visit', { ...tiny, step: 'guess' });
    expect(engine.heard.at(-1)).toMatchObject({ last: { step: 'guess' }, unsaved: { code: 'bad-input' } });
  });
});
