import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, labFailure } from '../../../app/contract/index.ts';
import { changesBetween } from '../../../renderer/history/compare.ts';
import { putBack } from '../../../renderer/history/put-back.ts';
import { timelineOf } from '../../../renderer/history/timeline.ts';
import { when } from '../../../renderer/history/when.ts';
import { starter } from './double.ts';
import { openPage } from './page.ts';

const key = { lesson: 'packets', assignment: 'bounds' };

const opened = async (...args: Parameters<typeof openPage>) => {
  const page = openPage(...args);
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.work.active).toBe('prog.c');
  });
  return page;
};

test('runs and snapshots stand in one line, newest first', () => {
  const run = { id: 'a', at: '2026-01-02T00:00:00.000Z' };
  const snapshots = ['2026-01-03T00:00:00.000Z', '2026-01-01T00:00:00.000Z'].map((at, index) => ({
    id: String(index),
    at,
    reason: 'asked' as const,
    files: [],
  }));
  expect(timelineOf([run as never], snapshots).map(({ id }) => id)).toEqual([
    'snapshot-0',
    'run-a',
    'snapshot-1',
  ]);
});

test('only files that differ are compared, and one that is missing counts as empty', () => {
  expect(
    changesBetween(
      [
        { path: 'a.c', text: 'one' },
        { path: 'same.h', text: 'x' },
        { path: 'gone.h', text: 'y' },
      ],
      [
        { path: 'a.c', text: 'two' },
        { path: 'same.h', text: 'x' },
      ],
    ),
  ).toEqual([
    { path: 'a.c', before: 'one', after: 'two' },
    { path: 'gone.h', before: 'y', after: '' },
  ]);
});

test('a moment is written as the language writes it', () => {
  const at = '2026-03-04T05:06:07Z';
  expect(when(at, 'ja')).toMatch(/3月4日/);
  expect(when(at, 'en')).toMatch(/Mar 4/);
});

test('a run appears as soon as the lab has kept it', async () => {
  const { lab } = await opened();
  await lab.history.load(key);
  await lab.run();
  await vi.waitFor(() => {
    expect(lab.history.timeline).toMatchObject([{ kind: 'run', run: { number: 1, live: true } }]);
  });
});

test('a run of another assignment does not appear', async () => {
  const { lab } = await opened();
  await lab.history.load({ ...key, assignment: 'ports' });
  await lab.run();
  expect(lab.history.timeline).toEqual([]);
});

test('an entry that is looked at brings its code and report', async () => {
  const { lab } = await opened();
  lab.edit('prog.c', 'int first;');
  await lab.save();
  await lab.history.load(key);
  await lab.history.select('run-run-1');
  expect(lab.history.first).toMatchObject({
    files: [{ text: 'int first;' }],
    report: { verdict: 'fail' },
  });
});

test('looking at what it was compared with compares with the code as it is now', async () => {
  const { lab } = await opened();
  await lab.save();
  await lab.save();
  await lab.history.load(key);
  await lab.history.select('run-run-1');
  await lab.history.compare('run-run-2');
  expect(lab.history.second?.entry.id).toBe('run-run-2');
  await lab.history.select('run-run-2');
  expect(lab.history.compared).toBeUndefined();
  expect(lab.history.second).toBeUndefined();
});

test('putting a run back saves what was typed first, so that its snapshot holds it', async () => {
  const { lab } = await opened();
  await lab.save();
  await lab.history.load(key);
  lab.edit('prog.c', 'int typed;');
  await lab.history.select('run-run-1');
  await putBack(lab);
  expect(lab.work.texts['prog.c']).toBe(starter);
  expect(lab.work.dirty).toEqual([]);
  expect(lab.history.timeline[0]).toMatchObject({ kind: 'snapshot', snapshot: { reason: 'restore' } });
  await lab.history.select(lab.history.timeline[0]?.id ?? '');
  expect(lab.history.first?.files).toEqual([{ path: 'prog.c', text: 'int typed;' }]);
  await putBack(lab);
  expect(lab.work.texts['prog.c']).toBe('int typed;');
});

test('nothing is put back where what was typed cannot be saved', async () => {
  const { lab, asked } = await opened({
    'workspace.save': () => Promise.resolve(fail(labFailure('disk-full', { thing: 'prog.c' }))),
  });
  await lab.save();
  await lab.history.load(key);
  await lab.history.select('run-run-1');
  lab.edit('prog.c', 'int typed;');
  await putBack(lab);
  expect(asked.map(({ name }) => name)).not.toContain('history.restore');
  expect(lab.work.texts['prog.c']).toBe('int typed;');
});

test('starting over shows its snapshot at once', async () => {
  const { lab } = await opened();
  await lab.history.load(key);
  await lab.reset();
  expect(lab.history.timeline).toMatchObject([{ snapshot: { reason: 'reset' } }]);
});
