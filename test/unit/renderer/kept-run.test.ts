import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, labFailure, succeed } from '../../../app/contract/index.ts';
import type { RunSummary, Snapshot } from '../../../app/contract/index.ts';
import { failing } from './double.ts';
import { openPage } from './page.ts';

const bounds = { lesson: 'packets', assignment: 'bounds' };
const { verdict, summary, ms } = failing;
const run = (number: number): RunSummary => ({
  id: `run-${String(number)}`,
  number,
  at: `2026-01-01T00:00:0${String(number)}.000Z`,
  verdict,
  summary,
  live: false,
  passed: 2,
  required: 5,
  ms,
});

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

test('a report has the number and the counts of its run in the history', async () => {
  const page = await opened({
    'check.run': () => {
      page.emit('history.added', { ...bounds, run: run(7) });
      return Promise.resolve(succeed(failing));
    },
  });
  await page.lab.save();
  expect(page.lab.check.kept).toMatchObject({ number: 7, passed: 2, required: 5 });
});

test('a run that another page makes later does not become that of this report', async () => {
  const page = await opened({
    'check.run': () => {
      page.emit('history.added', { ...bounds, run: run(7) });
      return Promise.resolve(succeed(failing));
    },
  });
  await page.lab.history.load(bounds);
  await page.lab.save();
  page.emit('history.added', { ...bounds, run: run(8) });
  await vi.waitFor(() => {
    expect(page.lab.history.runs.map(({ number }) => number)).toContain(8);
  });
  expect(page.lab.check.kept?.number).toBe(7);
});

test('a report that the history keeps no run of has no number', async () => {
  const notAllowed = labFailure('not-allowed', { thing: 'program.dryRun' });
  const { lab } = await opened({
    'check.run': () => Promise.resolve(succeed({ ...failing, verdict: 'cannot', failure: notAllowed })),
  });
  await lab.save();
  expect(lab.check.report?.verdict).toBe('cannot');
  expect(lab.check.kept).toBeUndefined();
});

test('a run and a snapshot told of while the history is read stay in it', async () => {
  const snapshot: Snapshot = { id: 'kept', at: run(3).at, reason: 'asked', files: [] };
  let meanwhile = (): void => undefined;
  const page = await opened({
    'history.list': () => {
      meanwhile();
      return Promise.resolve(succeed({ runs: [run(1)] }));
    },
    'workspace.snapshots': () => Promise.resolve(succeed({ snapshots: [] })),
  });
  meanwhile = () => {
    page.emit('history.added', { ...bounds, run: run(2) });
    page.lab.history.kept(bounds, snapshot);
  };
  await page.lab.history.load(bounds);
  expect(page.lab.history.timeline.map(({ id }) => id)).toEqual(['snapshot-kept', 'run-run-2', 'run-run-1']);
});

test('a history read again holds what the lab has, not what it had', async () => {
  let runs = [run(1), run(2)];
  const { lab } = await opened({
    'history.list': () => Promise.resolve(succeed({ runs })),
    'workspace.snapshots': () => Promise.resolve(fail(labFailure('not-found', { thing: 'snapshots' }))),
  });
  await lab.history.load(bounds);
  runs = [run(2)];
  await lab.history.load(bounds);
  expect(lab.history.runs).toEqual([run(2)]);
});
