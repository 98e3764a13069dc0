import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runWindow } from '../../../app/setup/window.mjs';
import { scratchFolder } from '../../support/scratch.ts';

const scratch = scratchFolder();
const root = join(import.meta.dirname, '..', '..', '..');
const program = (name: string, script: string) => scratch.file(name, `#!/bin/sh\n${script}\n`, 0o755);

test('the window is Electron’s with the checkout, and is told which Node runs the helper', async () => {
  vi.stubEnv('ELECTRON_RUN_AS_NODE', '1');
  const said = join(scratch.folder, 'said');
  const electron = program('electron', `echo "$# $1 $XDP_LAB_NODE $ELECTRON_RUN_AS_NODE" > ${said}; exit 3`);
  expect(await runWindow(electron)).toBe(3);
  expect(readFileSync(said, 'utf8')).toBe(`1 ${root} ${process.execPath} \n`);
  vi.unstubAllEnvs();
});

test('a window that dies of a signal is told apart', async () => {
  expect(await runWindow(program('trapped', 'kill -TRAP $$'))).toBe('SIGTRAP');
});

test('a signal ends the window, and its end is waited for', async () => {
  const ready = join(scratch.folder, 'ready');
  const ended = runWindow(
    program('waiting', `trap 'exit 5' TERM; touch ${ready}; while :; do sleep 0.05; done`),
  );
  await vi.waitUntil(() => existsSync(ready));
  process.emit('SIGTERM');
  expect(await ended).toBe(5);
});
