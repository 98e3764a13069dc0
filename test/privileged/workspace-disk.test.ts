import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tiny, tinyLab } from '../support/tiny-lab.ts';

const lab = tinyLab();
const main = 'xdp_prog_kern.c';
const save = (text: string) => ({ ...tiny, path: main, text });

/** A disk of 256 KiB in the place of the data folder. */
beforeEach(async () => {
  await mkdir(lab.dataFolder());
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', lab.dataFolder()]);
});
afterEach(() => {
  execFileSync('umount', [lab.dataFolder()]);
});
const remount = (how: 'ro' | 'rw') => execFileSync('mount', ['-o', `remount,${how}`, lab.dataFolder()]);

describe('a full disk', () => {
  it('is named by a save, which leaves the old text and nothing half written', async () => {
    const engine = lab.engine();
    const { folder } = await engine.call('workspace.open', tiny);
    await engine.call('workspace.save', save('int mine;'));
    const failure = await engine.refused('workspace.save', save('x'.repeat(512 * 1024)));
    expect(failure.code).toBe('disk-full');
    expect(failure.fix?.en).toContain('still in the editor');
    expect(await readFile(lab.workFile(main), 'utf8')).toBe('int mine;');
    expect((await readdir(folder)).filter((name) => name.endsWith('.half'))).toEqual([]);
  });
  it('stops a reset before it takes anything, when there is no room for the snapshot', async () => {
    const engine = lab.engine();
    const text = '//'.repeat(80 * 1024);
    await engine.call('workspace.save', save(text));
    expect((await engine.refused('workspace.reset', tiny)).code).toBe('disk-full');
    expect((await readFile(lab.workFile(main), 'utf8')) === text).toBe(true);
    expect(await engine.call('workspace.snapshots', tiny)).toEqual({ snapshots: [] });
  });
  it('keeps progress in memory, and writes it when there is room again', async () => {
    const engine = lab.engine();
    await engine.call('progress.visit', { ...tiny, step: 'why' });
    const filling = join(lab.dataFolder(), 'filling');
    await writeFile(filling, Buffer.alloc(512 * 1024)).catch(() => undefined);
    await engine.call('progress.answer', { ...tiny, step: 'guess', choice: 'one' });
    expect(engine.heard.at(-1)).toMatchObject({ unsaved: { code: 'disk-full' }, last: { step: 'why' } });
    await lab.clear(filling);
    await engine.call('progress.visit', { ...tiny, step: 'guess' });
    expect(await lab.engine().call('progress.read', {})).toMatchObject({
      last: { step: 'guess' },
      assignments: { 'tiny/only': { answers: { guess: 'one' } } },
    });
  });
});

describe('a read-only disk', () => {
  afterEach(() => {
    remount('rw');
  });

  it('can be read from, and is named by a save with the way out', async () => {
    await lab.engine().call('workspace.save', save('int mine;'));
    await lab.engine().call('workspace.open', tiny);
    remount('ro');
    const engine = lab.engine();
    expect((await engine.call('workspace.open', tiny)).files[0]?.text).toBe('int mine;');
    const failure = await engine.refused('workspace.save', save('int more;'));
    expect(failure.code).toBe('bad-input');
    expect(failure.message.en).toContain('read-only');
    expect(failure.fix?.en).toContain('XDG_DATA_HOME');
    expect((await engine.refused('workspace.reset', tiny)).code).toBe('bad-input');
    expect(await readFile(lab.workFile(main), 'utf8')).toBe('int mine;');
  });
  it('keeps what this lab learns in memory beside what was on it', async () => {
    await lab.engine().call('progress.visit', { ...tiny, step: 'why' });
    remount('ro');
    const engine = lab.engine();
    await engine.call('progress.answer', { ...tiny, step: 'guess', choice: 'two' });
    expect(await engine.call('progress.read', {})).toMatchObject({
      last: { step: 'why' },
      assignments: { 'tiny/only': { answers: { guess: 'two' } } },
      unsaved: { code: 'bad-input' },
    });
  });
});
