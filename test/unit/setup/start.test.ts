import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { scratchFolder } from '../../support/scratch.ts';

// It may have to build first.
vi.setConfig({ testTimeout: 120_000 });

const scratch = scratchFolder();
const script = join(import.meta.dirname, '..', '..', '..', 'app', 'setup', 'start.mjs');

/** `npm start -- ARGS` on a machine without a display. */
const npmStart = (...args: string[]) => {
  const environment = {
    ...process.env,
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
    LANG: 'C',
    XDG_DATA_HOME: scratch.folder,
  };
  const child = spawn(process.execPath, [script, ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const ended = once(child, 'close').then(([status]: (number | null)[]) => ({ status, ...said }));
  return { child, said, ended };
};

test('without a display the lab is served, with the reason in one sentence, until it is stopped', async () => {
  const { child, said, ended } = npmStart('--port', '0');
  await vi.waitUntil(() => /http:\S+\n/.test(said.out), { timeout: 100_000 });
  expect(said.out).toContain('The lab opens in your browser, not in a window: there is no display.\n');
  const [, address = ''] = /XDP Lab: (\S+)\n/.exec(said.out) ?? [];
  expect((await fetch(address, { redirect: 'manual' })).status).toBe(303);
  child.kill('SIGTERM');
  const { status } = await ended;
  expect(status).not.toBeNull();
  await expect(fetch(address)).rejects.toThrow();
});

test('a window that must be and cannot is refused with the reason and the way out', async () => {
  const { status, err } = await npmStart('--desktop').ended;
  expect(status).toBe(1);
  expect(err).toContain('No window can be opened: there is no display. ');
  expect(err).toContain('npm start -- --web');
});

test('help is given, and what is not understood too', async () => {
  const helped = await npmStart('--help').ended;
  expect([helped.status, helped.out]).toEqual([0, expect.stringContaining('npm start -- --try')]);
  const refused = await npmStart('--windows').ended;
  expect([refused.status, refused.err]).toEqual([2, expect.stringContaining('--windows')]);
});
