import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileWatcher, type FileWatcher } from '../../../../app/engine/workspace/file-watcher.ts';

describe('watching files', () => {
  let folder = '';
  let watcher: FileWatcher;
  const never = new AbortController().signal;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xdp-lab-test-'));
    await writeFile(join(folder, 'a.c'), '1');
    watcher = createFileWatcher();
    watcher.watch([join(folder, 'a.c')]);
  });
  afterEach(async () => {
    watcher.dispose();
    await rm(folder, { recursive: true });
  });

  it('tells of a file written in place', async () => {
    await writeFile(join(folder, 'a.c'), '2');
    expect(await watcher.changed(never)).toBe(true);
  });
  it('tells of a file that an editor replaced', async () => {
    await writeFile(join(folder, '.a.c.swp'), '2');
    await rename(join(folder, '.a.c.swp'), join(folder, 'a.c'));
    expect(await watcher.changed(never)).toBe(true);
  });
  it('leaves out a folder that is not there', async () => {
    watcher.watch([join(folder, 'a.c'), join(folder, 'missing', 'b.h')]);
    await writeFile(join(folder, 'a.c'), '2');
    expect(await watcher.changed(never)).toBe(true);
  });
  it('hears nothing of other files, and ends with the signal', async () => {
    const stop = new AbortController();
    const changed = watcher.changed(stop.signal);
    await writeFile(join(folder, 'b.c'), '2');
    stop.abort();
    expect(await changed).toBe(false);
  });
});
