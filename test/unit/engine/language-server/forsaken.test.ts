import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { writeCompileCommands } from '../../../../app/engine/language-server/compile-commands.ts';

it('the first clangd of a lab removes what that of a killed lab left in the temporary folder', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'xdp-lab-test-'));
  vi.stubEnv('TMPDIR', parent);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(parent, { recursive: true });
  });
  const { pid } = spawnSync('true');
  const left = join(parent, `xdp-lab-${pid}-abcdef`);
  await mkdir(left);
  await writeFile(join(left, 'compile_commands.json'), '[]');
  const made = await writeCompileCommands('/lab', '/work', ['/work/prog.c']);
  if (!made.ok) throw new Error(made.failure.detail);
  await vi.waitFor(async () => {
    expect(await readdir(parent)).toEqual([basename(made.value.folder)]);
  });
  await made.value.remove();
  expect(await readdir(parent)).toEqual([]);
});
