import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, labFailure, succeed } from '../../../app/contract/index.ts';
import type { CheckReport, Outcome } from '../../../app/contract/index.ts';
import { failing, starter } from './double.ts';
import { openPage } from './page.ts';

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

const names = (asked: readonly { readonly name: string }[]) => asked.map(({ name }) => name);

test('a first visit opens the first assignment at its first step', async () => {
  const { lab } = await opened();
  expect(lab.lessons.key).toEqual({ lesson: 'packets', assignment: 'bounds' });
  expect(lab.lessons.step).toBe('look');
  expect(lab.work.texts['prog.c']).toBe(starter);
});

test('a later visit opens where the learner left off, and says again what was answered', async () => {
  const { lab } = await opened({
    'progress.read': () =>
      Promise.resolve(
        succeed({
          last: { lesson: 'packets', assignment: 'bounds', step: 'mend' },
          assignments: {
            'packets/bounds': {
              rev: 1,
              tries: 1,
              passedAt: '2026-01-01T00:00:00Z',
              answers: { mend: 'register' },
            },
          },
          setAside: null,
        }),
      ),
  });
  expect(lab.lessons.step).toBe('mend');
  expect(lab.lessons.answers.mend).toMatchObject({ choice: 'register', right: false, answer: 'range' });
  expect(lab.lessons.passed({ lesson: 'packets', assignment: 'bounds' })).toBe(true);
});

test('progress of an assignment that no longer exists does not keep the page from opening', async () => {
  const { lab } = await opened({
    'progress.read': () =>
      Promise.resolve(
        succeed({
          last: { lesson: 'gone', assignment: 'gone', step: null },
          assignments: {},
          setAside: null,
        }),
      ),
  });
  expect(lab.lessons.key?.lesson).toBe('packets');
});

test('saving writes what was changed, then grades the workspace without traffic', async () => {
  const { lab, asked } = await opened();
  lab.edit('prog.c', 'int x;\r\n');
  expect(lab.work.dirty).toHaveLength(1);
  await lab.save();
  expect(asked.slice(-2)).toMatchObject([
    {
      name: 'workspace.save',
      input: { lesson: 'packets', assignment: 'bounds', path: 'prog.c', text: 'int x;\r\n' },
    },
    {
      name: 'check.run',
      input: { lesson: 'packets', assignment: 'bounds', source: { kind: 'workspace' }, only: 'vectors' },
    },
  ]);
  expect(lab.work.dirty).toHaveLength(0);
  expect(lab.check.lamp('load')).toBe('fail');
});

test('running grades everything, and writes nothing where nothing changed', async () => {
  const { lab, asked } = await opened();
  await lab.run();
  expect(asked.at(-1)?.input).not.toHaveProperty('only');
  expect(asked.at(-1)?.input).toHaveProperty('tap', true);
  expect(names(asked)).not.toContain('workspace.save');
});

test('a file that cannot be written is not graded, and the learner reads why', async () => {
  const { lab, asked } = await opened({
    'workspace.save': () => Promise.resolve(fail(labFailure('disk-full', { thing: 'prog.c' }))),
  });
  lab.edit('prog.c', 'int x;');
  await lab.save();
  expect(names(asked)).not.toContain('check.run');
  expect(lab.failures.current?.code).toBe('disk-full');
  expect(lab.work.dirty).toHaveLength(1);
});

test('a lamp goes out when the code changes', async () => {
  const { lab } = await opened();
  expect(lab.check.lamp('load')).toBe('none');
  await lab.run();
  lab.edit('prog.c', 'int x;');
  expect(lab.check.lamp('load')).toBe('stale');
});

test('what is typed while a check runs makes its report stale', async () => {
  let answer: (outcome: Outcome<CheckReport>) => void = () => undefined;
  const { lab } = await opened({
    'check.run': () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  });
  const run = lab.run();
  await vi.waitFor(() => {
    expect(lab.check.running).toBe('all');
  });
  lab.edit('prog.c', 'int x;');
  await vi.waitFor(() => {
    answer(succeed(failing));
    expect(lab.check.running).toBeUndefined();
  });
  await run;
  expect(lab.check.lamp('load')).toBe('stale');
});

test('a second run cancels the first, whose answer is not heard', async () => {
  const aborted: boolean[] = [];
  const { lab } = await opened({
    'check.run': ({ only }, { signal }) =>
      only
        ? Promise.resolve(succeed(failing))
        : new Promise((resolve) => {
            signal.addEventListener('abort', () => {
              aborted.push(true);
              resolve(fail(labFailure('cancelled', { thing: 'check' })));
            });
          }),
  });
  const first = lab.run();
  await vi.waitFor(() => {
    expect(lab.check.running).toBe('all');
  });
  await lab.save();
  await first;
  expect(aborted).toEqual([true]);
  expect(lab.failures.current).toBeUndefined();
  expect(lab.check.report?.verdict).toBe('fail');
});

test('stages of this assignment show as they end, each once', async () => {
  const { lab, emit } = await opened({ 'check.run': () => new Promise(() => undefined) });
  void lab.run();
  await vi.waitFor(() => {
    expect(lab.check.running).toBe('all');
  });
  const stage = { name: 'build', state: 'pass', ms: 9 } as const;
  emit('check.stage', { lesson: 'packets', assignment: 'ports', stage: { ...stage, name: 'load' } });
  emit('check.stage', { lesson: 'packets', assignment: 'bounds', stage: { ...stage, state: 'fail' } });
  emit('check.stage', { lesson: 'packets', assignment: 'bounds', stage });
  await vi.waitFor(() => {
    expect(lab.check.stages).toEqual([stage]);
  });
});

test('opening another assignment saves the code first and forgets the report', async () => {
  const { lab, asked } = await opened();
  await lab.run();
  lab.edit('prog.c', 'int x;');
  await lab.open({ lesson: 'packets', assignment: 'ports' });
  expect(names(asked)).toContain('workspace.save');
  expect(lab.check.report).toBeUndefined();
  expect(lab.lessons.next()).toBeUndefined();
});

test('starting over takes the starter in place of the code', async () => {
  const { lab } = await opened();
  lab.edit('prog.c', 'int x;');
  const before = lab.work.generation;
  await lab.reset();
  expect(lab.work.texts['prog.c']).toBe(starter);
  expect(lab.work.generation).toBe(before + 1);
});

test('after a lost connection the page connects again and keeps what was typed', async () => {
  const { lab, cut, dials } = await opened();
  lab.edit('prog.c', 'int typed;');
  cut();
  await vi.waitFor(() => {
    expect(dials()).toBe(2);
    expect(lab.link.state).toBe('open');
  });
  await lab.save();
  expect(lab.work.texts['prog.c']).toBe('int typed;');
  expect(lab.work.dirty).toHaveLength(0);
});
