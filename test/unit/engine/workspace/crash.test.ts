import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallName, InputOf, LabContract } from '../../../../app/contract/index.ts';
import { starter, tiny, tinyLab } from '../../../support/tiny-lab.ts';

const checkout = fileURLToPath(new URL('../../../..', import.meta.url));
const lab = tinyLab();
const main = 'xdp_prog_kern.c';
const save = (text: string) => ({ ...tiny, path: main, text });

let bundle = '';
beforeAll(async () => {
  // Where packages with binaries are found, which stay out of a bundle.
  bundle = await mkdtemp(join(checkout, 'node_modules', '.xdp-lab-test-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    root: checkout,
    build: {
      ssr: true,
      target: 'node20',
      outDir: bundle,
      rolldownOptions: { input: { engine: 'app/engine/index.ts' }, output: { entryFileNames: '[name].mjs' } },
    },
    ssr: { noExternal: true, external: ['koffi', 'sudo-prompt', '@lydell/node-pty'] },
  });
});
afterAll(() => rm(bundle, { recursive: true }));

/** Makes a call in a process that is killed just before its nth rename; gives what ended it. */
const killedAtRename = <N extends CallName<LabContract>>(
  nth: number,
  name: N,
  input: InputOf<LabContract, N>,
): Promise<NodeJS.Signals | number | null> =>
  new Promise((resolve, reject) => {
    const script = join(checkout, 'test', 'support', 'dying-call.mjs');
    const engine = join(bundle, 'engine.mjs');
    const args = [script, engine, lab.root(), lab.dataFolder(), String(nth), name, JSON.stringify(input)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('close', (exitCode, signal) => {
      resolve(signal ?? exitCode);
    });
  });

describe('a process that is killed', () => {
  it('in the middle of a save leaves the old text, whole, and the next opening clears up', async () => {
    const engine = lab.engine();
    const { folder } = await engine.call('workspace.open', tiny);
    await engine.call('workspace.save', save('int old;'));
    expect(await killedAtRename(1, 'workspace.save', save('int new;'))).toBe('SIGKILL');
    expect((await readdir(folder)).filter((name) => name.endsWith('.half'))).toHaveLength(1);
    const { files } = await lab.engine().call('workspace.open', tiny);
    expect(files[0]?.text).toBe('int old;');
    expect((await readdir(folder)).filter((name) => name.endsWith('.half'))).toEqual([]);
  });
  it.each([1, 2, 3, 4])('at rename %i of a reset has lost nothing', async (nth) => {
    const engine = lab.engine();
    await engine.call('workspace.open', tiny);
    await engine.call('workspace.save', save('int mine;'));
    expect(await killedAtRename(nth, 'workspace.reset', tiny)).toBe('SIGKILL');
    const { files } = await lab.engine().call('workspace.open', tiny);
    const { snapshots } = await lab.engine().call('workspace.snapshots', tiny);
    const now = files[0]?.text;
    expect([now, snapshots.length]).toEqual(
      nth === 1 ? ['int mine;', 0] : [nth === 2 ? 'int mine;' : starter, 1],
    );
    const [kept] = snapshots;
    if (!kept) return;
    const restored = await lab.engine().call('workspace.restore', { ...tiny, snapshot: kept.id });
    expect(restored.files[0]?.text).toBe('int mine;');
  });
  it('at the first opening leaves an assignment that opens', async () => {
    expect(await killedAtRename(2, 'workspace.open', tiny)).toBe('SIGKILL');
    const { files } = await lab.engine().call('workspace.open', tiny);
    expect(files.map(({ edited }) => edited)).toEqual([false, false, false]);
  });
  it('while it writes progress leaves what was there, and no lock behind', async () => {
    await lab.engine().call('progress.visit', { ...tiny, step: 'why' });
    const before = await readFile(join(lab.dataFolder(), 'progress.json'), 'utf8');
    expect(await killedAtRename(1, 'progress.visit', { ...tiny, step: 'guess' })).toBe('SIGKILL');
    expect(await readFile(join(lab.dataFolder(), 'progress.json'), 'utf8')).toBe(before);
    const engine = lab.engine();
    await engine.call('progress.visit', { ...tiny, step: null });
    expect(engine.heard.at(-1)).not.toHaveProperty('unsaved');
    expect((await readdir(lab.dataFolder())).sort()).toEqual(['progress.json', 'progress.lock']);
  });
});
