import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderPrefix, removeFrom } from '../../../../app/engine/build/forsaken-folders.ts';

it('removes the folders of builds whose process is gone, and nothing else', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'xdp-lab-test-'));
  const { pid } = spawnSync('true');
  const kept = [`${folderPrefix}abcdef`, `xdp-lab-${pid}-abc`, 'xdp-lab-abcdef', 'other'];
  for (const name of [...kept, `xdp-lab-${pid}-abcdef`]) {
    await mkdir(join(parent, name));
    await writeFile(join(parent, name, 'program.o'), '');
  }
  await symlink(join(parent, 'other'), join(parent, `xdp-lab-${pid}-linked`));
  await removeFrom(parent);
  expect((await readdir(parent)).sort()).toEqual([...kept, `xdp-lab-${pid}-linked`].sort());
  expect(await readdir(join(parent, 'other'))).toEqual(['program.o']);
  await rm(parent, { recursive: true });
});
