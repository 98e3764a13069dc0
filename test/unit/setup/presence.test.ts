import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { isProgram, locate } from '../../../app/setup/presence.mjs';

const command = (id: string) =>
  ({ id, kind: 'command', purpose: 'lab', packages: { debian: [], ubuntu: [] } }) as const;

const folderWith = (name: string, content: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'xdp-lab-presence-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
    vi.unstubAllEnvs();
  });
  writeFileSync(join(folder, name), content);
  return folder;
};

test('a tool in a folder of the PATH is found', () => {
  const folder = folderWith('xdp-lab-tool', '#!/bin/sh\n');
  chmodSync(join(folder, 'xdp-lab-tool'), 0o755);
  vi.stubEnv('PATH', folder);
  expect(locate(command('xdp-lab-tool'))).toBe(join(folder, 'xdp-lab-tool'));
});

test('a file that cannot be run is no tool', () => {
  vi.stubEnv('PATH', folderWith('xdp-lab-tool', ''));
  expect(locate(command('xdp-lab-tool'))).toBeNull();
});

test("a script in bpftool's place, as Ubuntu has it, is not the program", () => {
  const script = join(folderWith('bpftool', '#!/bin/bash\n'), 'bpftool');
  chmodSync(script, 0o755);
  expect(isProgram(script)).toBe(false);
  expect(isProgram(process.execPath)).toBe(true);
});

test('a header that is not there is not found', () => {
  expect(locate({ ...command('bpf/no_such_header.h'), kind: 'header' })).toBeNull();
});
