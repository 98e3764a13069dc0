import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keptSnapshots } from '../../../../app/engine/workspace/snapshots.ts';
import { starter, tiny, tinyLab } from '../../../support/tiny-lab.ts';

const lab = tinyLab();
const main = 'xdp_prog_kern.c';
const save = (text: string) => ({ ...tiny, path: main, text });
const snapshotFolder = () => join(lab.dataFolder(), 'snapshots', 'tiny', 'only');

describe('a snapshot', () => {
  it('is made before a reset, and brings back what the reset took', async () => {
    const engine = lab.engine();
    await engine.call('workspace.save', save('int mine;\r\n\0'));
    const reset = await engine.call('workspace.reset', tiny);
    expect(reset.files[0]).toMatchObject({ text: starter, edited: false });
    expect(reset.snapshot).toMatchObject({ reason: 'reset', files: [{ path: main, lengthBytes: 12 }] });
    const restored = await engine.call('workspace.restore', { ...tiny, snapshot: reset.snapshot.id });
    expect(restored.files[0]).toMatchObject({ text: 'int mine;\r\n\0', edited: true });
    expect(restored.snapshot.reason).toBe('restore');
  });
  it('is made before a restore too, so that it can be taken back', async () => {
    const engine = lab.engine();
    await engine.call('workspace.save', save('one'));
    const first = await engine.call('workspace.snapshot', { ...tiny, reason: 'reveal' });
    await engine.call('workspace.save', save('two'));
    const { snapshot } = await engine.call('workspace.restore', { ...tiny, snapshot: first.id });
    const back = await engine.call('workspace.restore', { ...tiny, snapshot: snapshot.id });
    expect(back.files[0]?.text).toBe('two');
  });
  it('that does not exist is named, and a path is no snapshot', async () => {
    const engine = lab.engine();
    for (const snapshot of ['20260101T000000000Z-000', '../../../work/tiny/only', '']) {
      expect((await engine.refused('workspace.restore', { ...tiny, snapshot })).code).toBe('not-found');
    }
  });
  it('that is half made is none, and a folder of somebody else is passed over', async () => {
    const engine = lab.engine();
    const { id } = await engine.call('workspace.snapshot', { ...tiny, reason: 'asked' });
    await mkdir(join(snapshotFolder(), '.snapshot.9999999.0123abcd.half', 'files'), { recursive: true });
    await mkdir(join(snapshotFolder(), '20200101T000000000Z-000'));
    const { snapshots } = await engine.call('workspace.snapshots', tiny);
    expect(snapshots.map((one) => one.id)).toEqual([id]);
    await engine.call('workspace.snapshot', { ...tiny, reason: 'asked' });
    expect((await readdir(snapshotFolder())).filter((name) => name.endsWith('.half'))).toEqual([]);
  });
  it.each(['yesterday', '2026-13-01T00:00:00.000Z', ''])(
    'whose time is “%s” is passed over, and so is what stands among them',
    async (at) => {
      const engine = lab.engine();
      const { id } = await engine.call('workspace.snapshot', { ...tiny, reason: 'asked' });
      const text = await readFile(join(snapshotFolder(), id, 'snapshot.json'), 'utf8');
      await lab.write(
        join(snapshotFolder(), '20200101T000000000Z-000', 'snapshot.json'),
        JSON.stringify({ ...(JSON.parse(text) as object), at }),
      );
      await mkdir(join(snapshotFolder(), '20200101T000000000Z-001', 'snapshot.json'), { recursive: true });
      await lab.write(join(snapshotFolder(), '20200101T000000000Z-002'), 'a plain file');
      const { snapshots } = await engine.call('workspace.snapshots', tiny);
      expect(snapshots.map((one) => one.id)).toEqual([id]);
    },
  );
  it('there are none of where a plain file stands in the place of their folder', async () => {
    await lab.write(snapshotFolder(), 'a plain file');
    expect(await lab.engine().call('workspace.snapshots', tiny)).toEqual({ snapshots: [] });
    expect((await lab.engine().refused('workspace.reset', tiny)).code).toBe('bad-input');
  });
  it('there are none of before the first', async () => {
    expect(await lab.engine().call('workspace.snapshots', tiny)).toEqual({ snapshots: [] });
  });
});

describe('many snapshots', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 2, 3, 4, 5, 678) });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('of one moment, by two engines, stand in order, newest first', async () => {
    const engines = [lab.engine(), lab.engine()] as const;
    const ids: string[] = [];
    for (const engine of [...engines, ...engines]) {
      ids.push((await engine.call('workspace.snapshot', { ...tiny, reason: 'asked' })).id);
    }
    expect(ids[0]).toBe('20260102T030405678Z-000');
    const { snapshots } = await engines[0].call('workspace.snapshots', tiny);
    expect(snapshots.map(({ id }) => id)).toEqual(ids.toReversed());
  });
  it('push out the oldest, and never the one just made', async () => {
    const engine = lab.engine();
    const { id: newest } = await engine.call('workspace.snapshot', { ...tiny, reason: 'asked' });
    const kept = await readFile(join(snapshotFolder(), newest, 'snapshot.json'));
    // As many as are kept, all later than now: the clock was set back.
    for (let index = 0; index < keptSnapshots; index += 1) {
      const folder = join(snapshotFolder(), `20270101T000000${String(index).padStart(3, '0')}Z-000`);
      await mkdir(folder);
      await writeFile(join(folder, 'snapshot.json'), kept);
    }
    vi.setSystemTime(Date.UTC(2026, 5, 1));
    const { id } = await engine.call('workspace.snapshot', { ...tiny, reason: 'asked' });
    const { snapshots } = await engine.call('workspace.snapshots', tiny);
    const ids = snapshots.map((one) => one.id);
    expect(ids).toHaveLength(keptSnapshots);
    expect(ids).toContain(id);
    expect(ids).not.toContain(newest);
    expect(ids).not.toContain('20270101T000000000Z-000');
  });
});
