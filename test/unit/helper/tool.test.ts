import { expect, it, vi } from 'vitest';
import { runTool, spawnTool } from '../../../app/helper/tool.ts';

const { path } = vi.hoisted(() => ({ path: { found: '' } }));
vi.mock('../../../app/helper/find-tool.ts', () => ({
  findTool: () => path.found,
  toolFolders: ['/usr/bin'],
}));

const failure = async (answer: Promise<{ ok: boolean; failure?: { code: string; detail: string } }>) =>
  (await answer).failure;

it('a tool of which the kernel makes no process is a failure that says why', async () => {
  // A file that is no program; a machine without room for another process is answered in the same way.
  path.found = '/etc/passwd';
  const refused = { code: 'tool-failed', detail: 'spawn /etc/passwd EACCES' };
  expect(await failure(runTool('ip', []))).toMatchObject(refused);
  expect(await failure(spawnTool('ip', []))).toMatchObject(refused);
});

it('a tool that went away after it was found is missing', async () => {
  path.found = '/nowhere/ip';
  expect(await failure(runTool('ip', []))).toMatchObject({ code: 'tool-missing' });
  expect(await failure(spawnTool('ip', []))).toMatchObject({ code: 'tool-missing' });
});

it('a tool is ended when nobody wants its answer any more, and not begun when nobody did from the first', async () => {
  path.found = '/usr/bin/sleep';
  const nobody = new AbortController();
  const sleeping = runTool('ping', ['600'], { signal: nobody.signal });
  nobody.abort();
  expect(await failure(sleeping)).toMatchObject({ code: 'cancelled' });
  expect(await failure(runTool('ping', ['600'], { signal: nobody.signal }))).toMatchObject({
    code: 'cancelled',
  });
});
