import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, labFailure, succeed } from '../../../app/contract/index.ts';
import type { RunSummary, Stage } from '../../../app/contract/index.ts';
import { Failures } from '../../../renderer/state/failures.svelte.ts';
import { failing } from './double.ts';
import { openPage } from './page.ts';

const full = labFailure('disk-full', { thing: 'prog.c' });
const bounds = { lesson: 'packets', assignment: 'bounds' };

const opened = async (own: Parameters<typeof openPage>[0] = {}) => {
  const page = openPage(own);
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.work.active).toBe('prog.c');
  });
  return page;
};

/** Breaks the connection, and waits for the next one. */
const lost = async ({ lab, cut, dials }: Awaited<ReturnType<typeof opened>>) => {
  const before = dials();
  cut();
  await vi.waitFor(() => {
    expect(dials()).toBeGreaterThan(before);
    expect(lab.link.state).toBe('open');
  });
};

test('the same failure read twice is repeated as it was asked the last time', () => {
  const failures = new Failures();
  const [first, second] = [vi.fn(), vi.fn()];
  failures.take(fail(full), first);
  failures.take(fail(full), second);
  expect(failures.again).toBe(second);
  failures.take(fail(full));
  expect(failures.again).toBeUndefined();
});

test('a failed save is read until a save succeeds', async () => {
  let room = false;
  const { lab } = await opened({
    'workspace.save': ({ path, text }) =>
      Promise.resolve(room ? succeed({ file: { path, role: 'main', text, edited: true } }) : fail(full)),
  });
  lab.edit('prog.c', 'int x;');
  await lab.save();
  expect(lab.failures.current).toEqual(full);
  await lab.history.load(bounds);
  await lab.lessons.visit('mend');
  expect(lab.failures.current?.code).toBe('disk-full');
  room = true;
  await lab.save();
  expect(lab.failures.current).toBeUndefined();
});

test('that the connection was lost is read until there is one again', async () => {
  const page = await opened({ 'workspace.snapshot': () => new Promise(() => undefined) });
  const { lab } = page;
  const asking = lab.link.call('workspace.snapshot', { ...bounds, reason: 'asked' });
  page.cut();
  lab.failures.take(await asking);
  expect(lab.failures.current?.message.en).toBe('The connection to the lab was lost.');
  await lost(page);
  expect(lab.failures.current).toBeUndefined();
});

const stage = (name: Stage['name'], ms: number): Stage => ({ name, state: 'pass', ms });
const run: RunSummary = {
  id: 'one',
  number: 4,
  at: '2026-01-01T00:00:00.000Z',
  verdict: 'fail',
  summary: failing.summary,
  live: false,
  passed: 0,
  required: 2,
  ms: 110,
};

/** A page with a report, whose second run never ends by itself. */
const secondRun = async () => {
  let runs = 0;
  const page = await opened({
    'check.run': () => {
      runs += 1;
      if (runs === 1) page.emit('history.added', { ...bounds, run });
      return runs === 2 ? new Promise(() => undefined) : Promise.resolve(succeed(failing));
    },
  });
  await page.lab.save();
  const running = page.lab.run();
  await vi.waitFor(() => {
    expect(runs).toBe(2);
  });
  page.emit('check.stage', { ...bounds, stage: stage('traffic', 7) });
  await vi.waitFor(() => {
    expect(page.lab.check.stages).toEqual([stage('traffic', 7)]);
  });
  return { ...page, page, running };
};

test('a run lost with the connection leaves the report before it, and can be tried again', async () => {
  const { page, lab, running } = await secondRun();
  await lost(page);
  await running;
  expect(lab.check.stages).toEqual(failing.stages);
  expect(lab.check.kept).toEqual(run);
  expect(lab.failures.current?.message.en).toContain('The run could not be finished');
  await lab.failures.again?.();
  expect(lab.failures.current).toBeUndefined();
  expect(lab.check.running).toBeUndefined();
});

test('a run that was stopped leaves the report before it', async () => {
  const { lab } = await secondRun();
  lab.check.stop();
  expect(lab.check.stages).toEqual(failing.stages);
  expect(lab.check.kept).toEqual(run);
});
