import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, labFailure } from '../../../app/contract/index.ts';
import type { Handlers, LabContract } from '../../../app/contract/index.ts';
import { aborted, exceptionsDouble, openedTrace, redirected, rowsOf } from './exceptions-double.ts';
import { openPage } from './page.ts';

const opened = async (own: Partial<Handlers<LabContract>> = {}) => {
  const double = exceptionsDouble(own);
  const page = openPage(double.handlers);
  double.through(page.emit);
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.work.active).toBe('prog.c');
  });
  const { exceptions } = page.lab;
  const heard = (events: number) =>
    vi.waitFor(() => {
      expect(exceptions.seen.events).toBe(events);
    });
  return { ...page, ...double, exceptions, heard };
};

const asked = (page: { asked: readonly { name: string; input: unknown }[] }, name: string) =>
  page.asked.filter((call) => call.name === name).map(({ input }) => input);

test('a run listens first, before the environment stands, and once only', async () => {
  const page = await opened();
  await page.lab.run();
  const order = page.asked.map(({ name }) => name);
  expect(order.indexOf('exceptions.watch')).toBeLessThan(order.indexOf('check.run'));
  expect(asked(page, 'exceptions.watch')).toMatchObject([
    { environment: 'veth-packet01', early: true, record: true },
  ]);
  expect(page.exceptions.phase).toBe('listening');
  await page.lab.run();
  expect(page.streams()).toHaveLength(1);
});

test('a save listens to nothing, nor does a run where the learner switched it off', async () => {
  const page = await opened();
  await page.lab.save();
  page.lab.settings.setListens(false);
  await page.lab.run();
  expect(page.streams()).toEqual([]);
  expect(asked(page, 'check.run')).toHaveLength(2);
});

test('a run before root is allowed asks for it once, and listens when it is repeated', async () => {
  const notAllowed = labFailure('not-allowed', { thing: 'veth-packet01' });
  let granted = false;
  const page = await opened();
  page.changeState({ privilege: 'unasked' });
  await vi.waitFor(() => {
    expect(page.lab.session.state?.privilege).toBe('unasked');
  });
  await page.lab.run();
  expect(page.streams()).toEqual([]);
  page.lab.failures.take(fail(notAllowed), async () => {
    granted = true;
    await page.lab.again();
  });
  expect(page.lab.consent.shown).toBe(true);
  await page.lab.consent.allow();
  expect(granted).toBe(true);
  expect(page.streams()).toHaveLength(1);
});

test.each([
  ['fails', () => Promise.resolve(fail(labFailure('helper-gone', { thing: 'helper' })))],
  ['is never answered', () => new Promise<never>(() => undefined)],
])('a run goes on where the watch %s', async (_, watch) => {
  const page = await opened({ 'exceptions.watch': watch });
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const run = page.lab.run();
  await vi.advanceTimersByTimeAsync(1500);
  await run;
  expect(page.lab.check.report).toBeDefined();
  expect(page.lab.failures.current).toBeUndefined();
});

test('rows come with their task and group, counts with their meaning', async () => {
  const page = await opened();
  await page.exceptions.start();
  page.tell(rowsOf(2), { groups: [{ ...aborted, count: 2 }] });
  page.tell(rowsOf(1, 1, 5), { groups: [redirected] });
  await page.heard(3);
  const { log, seen } = page.exceptions;
  expect(seen.groups.map(({ actionName, count }) => [actionName, count])).toEqual([
    ['XDP_ABORTED', 2],
    ['XDP_REDIRECT', 1],
  ]);
  expect(log.row(2)).toMatchObject({ name: 'ping', pid: 1001, cpu: 1, group: 1 });
  expect(log.numbersOf(1, seen)).toEqual([2]);
  expect(log.numbersOf(0, seen)).toEqual([0, 1]);
});

test('another watch’s events are not heard', async () => {
  const page = await opened();
  await page.exceptions.start();
  page.tell(rowsOf(5), { stream: 'other', groups: [{ ...aborted, count: 5 }] });
  page.tell(rowsOf(1), { groups: [aborted] });
  await page.heard(1);
});

test('a stopped watch leaves a recording, and starting again counts on', async () => {
  const page = await opened();
  await page.exceptions.start();
  page.tell(rowsOf(3), { groups: [{ ...aborted, count: 3 }], lost: 2 });
  await page.heard(3);
  await page.exceptions.stop();
  expect(page.exceptions).toMatchObject({ phase: 'off', recorded: { id: 'recording-1' } });
  await page.exceptions.start();
  // The new stream numbers its groups anew.
  page.tell(rowsOf(1, 1), {
    groups: [
      { ...aborted, group: 1, count: 1 },
      { ...redirected, group: 0 },
    ],
  });
  await page.heard(5);
  const [first] = page.exceptions.seen.groups;
  expect(first).toMatchObject({ actionName: 'XDP_ABORTED', count: 4 });
  expect(page.exceptions.seen.lost).toBe(2);
  expect(page.exceptions.log.row(3)?.group).toBe(first?.group);
});

test('saving ends the watch in good order, reads its recording, and listens again', async () => {
  const page = await opened();
  await page.exceptions.start();
  const recording = await page.exceptions.recording();
  expect(new TextDecoder().decode(recording?.bytes)).toBe('trace');
  expect(asked(page, 'exceptions.recording')).toEqual([{ recording: 'recording-1' }]);
  await vi.waitFor(() => {
    expect(page.exceptions.phase).toBe('listening');
  });
  expect(page.streams()).toHaveLength(2);
});

test('a watch that could not be recorded says why, and listens on', async () => {
  const page = await opened();
  page.refuseRecording();
  await page.exceptions.start();
  expect(await page.exceptions.recording()).toBeUndefined();
  expect(page.exceptions.unrecorded?.code).toBe('disk-full');
  await vi.waitFor(() => {
    expect(page.exceptions.phase).toBe('listening');
  });
});

test('a watch whose helper dies says so, and can be started again', async () => {
  const page = await opened();
  await page.exceptions.start();
  page.end(fail(labFailure('helper-gone', { thing: 'helper' })));
  await vi.waitFor(() => {
    expect(page.exceptions).toMatchObject({ phase: 'off', failure: { code: 'helper-gone' } });
  });
  await page.exceptions.start();
  expect(page.exceptions).toMatchObject({ phase: 'listening', failure: undefined });
});

test('after a lost connection it listens again and says what was not heard', async () => {
  const page = await opened();
  await page.exceptions.start();
  page.tell(rowsOf(1), { groups: [aborted] });
  await page.heard(1);
  page.cut();
  await vi.waitFor(() => {
    expect(page.exceptions.gap).toBeDefined();
  });
  expect(page.streams()).toHaveLength(2);
  expect(page.exceptions.phase).toBe('listening');
  page.tell(rowsOf(1), { groups: [aborted] });
  await page.heard(2);
});

test('a watch that the learner stopped stays stopped after a lost connection', async () => {
  const page = await opened();
  await page.exceptions.start();
  await page.exceptions.stop();
  page.cut();
  await vi.waitFor(() => {
    expect(page.dials()).toBe(2);
  });
  await vi.waitFor(() => {
    expect(asked(page, 'lessons.list')).toHaveLength(2);
  });
  expect(page.streams()).toHaveLength(1);
});

test('a recording is shown in the place of what is heard, and left again', async () => {
  const page = await opened();
  await page.exceptions.start();
  page.tell(rowsOf(1), { groups: [aborted] });
  await page.heard(1);
  await page.exceptions.open('theirs.dat', new TextEncoder().encode('tracing'));
  expect(asked(page, 'exceptions.open')).toEqual([
    { kind: 'bytes', name: 'theirs.dat', bytes: Buffer.from('tracing').toString('base64') },
  ]);
  expect(page.exceptions.opened?.trace.notes).toEqual(openedTrace.notes);
  expect(page.exceptions.seen).toMatchObject({ events: 2, groups: [{ programId: 5, count: 2 }] });
  expect(page.exceptions.log.row(0)).toMatchObject({ timeMs: 1_234_567.891, name: 'softirq' });
  page.exceptions.close();
  expect(page.exceptions.seen.events).toBe(1);
});

test('a file that is no recording is told, and what was heard stays', async () => {
  const bad = labFailure('bad-input', { thing: 'theirs.dat' });
  const page = await opened({ 'exceptions.open': () => Promise.resolve(fail(bad)) });
  await page.exceptions.open('theirs.dat', new Uint8Array());
  expect(page.lab.failures.current).toEqual(bad);
  expect(page.exceptions).toMatchObject({ opened: undefined, busy: false });
});

test('cleared, it counts from nothing while the stream goes on', async () => {
  const page = await opened();
  await page.exceptions.start();
  page.tell(rowsOf(4), { groups: [{ ...aborted, count: 4 }], lost: 1 });
  await page.heard(4);
  page.exceptions.clear();
  expect(page.exceptions.seen).toMatchObject({ events: 0, lost: 0, groups: [], startMs: undefined });
  page.tell(rowsOf(1, 0, 9), { groups: [{ ...aborted, count: 5 }], lost: 1 });
  await page.heard(1);
  const { seen } = page.exceptions;
  expect(seen).toMatchObject({ lost: 0, groups: [{ count: 1 }] });
  expect(seen.end - seen.first).toBe(1);
});

test('another environment’s assignment ends the watch; one of the same keeps it', async () => {
  const page = await opened();
  await page.exceptions.start();
  page.tell(rowsOf(1), { groups: [aborted] });
  await page.heard(1);
  await page.lab.open({ lesson: 'packets', assignment: 'ports' });
  expect(page.exceptions.phase).toBe('listening');
  const { lesson } = page.lab.lessons;
  if (!lesson) throw new Error('no lesson is open');
  page.lab.lessons.lesson = {
    ...lesson,
    assignments: lesson.assignments.map((one) => ({
      ...one,
      environment: { ...one.environment, name: 'veth-other' },
    })),
  };
  await page.lab.open({ lesson: 'packets', assignment: 'bounds' });
  expect(page.exceptions).toMatchObject({ phase: 'off', recorded: undefined });
  expect(page.exceptions.seen.events).toBe(0);
});
