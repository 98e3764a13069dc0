import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CheckRequest, Progress } from '../../app/contract/index.ts';
import { createEngine, type Engine } from '../../app/engine/index.ts';
import { root } from '../support/cli.ts';
import { leavesNothing, machineState, type MachineState } from '../support/machine-state.ts';

const key = { lesson: 'packet01-parsing', assignment: 'bounds-check' };
const environment = { name: 'veth-work', number: 231 };
const context = { signal: new AbortController().signal };
const main = 'xdp_prog_kern.c';

let dataFolder = '';
let engine: Engine;
let before: MachineState;
let progress: Progress['assignments'][string] | undefined;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'xdp-lab-test-'));
});
afterAll(() => rm(dataFolder, { recursive: true }));
beforeEach(() => {
  before = machineState();
  engine = createEngine({ root, dataFolder });
  engine.service.subscribe((name, event) => {
    if (name === 'progress.changed')
      progress = (event as Progress).assignments['packet01-parsing/bounds-check'];
  });
});
afterEach(async () => {
  await engine.dispose();
  await leavesNothing(before);
});

const save = async (text: string): Promise<void> => {
  expect(
    await engine.service.handlers['workspace.save']({ ...key, path: main, text }, context),
  ).toMatchObject({
    ok: true,
  });
};
const verdict = async (only?: CheckRequest['only']): Promise<string> => {
  const request: CheckRequest = { ...key, source: { kind: 'workspace' }, only, environment };
  const report = await engine.service.handlers['check.run'](request, context);
  return report.ok ? report.value.verdict : report.failure.code;
};
const solution = async (): Promise<string> => {
  const answer = await engine.service.handlers['workspace.solution'](key, context);
  return (answer.ok && answer.value.files[0]?.text) || '';
};

it('grades the learner’s own files: tries for what failed, a mark for a whole pass and not for half of one', async () => {
  expect(await verdict('vectors')).toBe('fail');
  expect(progress).toBeUndefined();
  await save('int broken');
  expect(await verdict('vectors')).toBe('fail');
  expect(await verdict()).toBe('fail');
  expect(progress).toMatchObject({ rev: 1, tries: 1, passedAt: null });
  await save(await solution());
  expect(await verdict('vectors')).toBe('pass');
  expect(progress).toMatchObject({ passedAt: null });
  expect(await verdict()).toBe('pass');
  expect(progress).toMatchObject({ tries: 1, passedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string });
});
it('knows the mark in another lab, and keeps it when the code fails again', async () => {
  await save('int broken again');
  expect(await verdict('vectors')).toBe('fail');
  expect(progress).toMatchObject({ tries: 2, passedAt: expect.any(String) as string });
});
