import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, labFailure, succeed } from '../../../app/contract/index.ts';
import { failing, lesson } from './double.ts';
import { openPage } from './page.ts';

const bounds = { lesson: 'packets', assignment: 'bounds' };
const ports = { lesson: 'packets', assignment: 'ports' };
const codeOf = (assignment: string) => `/* ${assignment} */\n`;
const filesOf = (assignment: string) =>
  succeed({
    folder: '/work',
    files: [{ path: 'prog.c', role: 'main' as const, text: codeOf(assignment), edited: false }],
  });

/** Answers that wait until the test lets them go, by name. */
const gates = () => {
  const opened = new Map<string, () => void>();
  return {
    wait: (name: string) => new Promise<void>((resolve) => opened.set(name, resolve)),
    letGo: async (name: string) => {
      await vi.waitFor(() => {
        expect(opened.has(name)).toBe(true);
      });
      opened.get(name)?.();
    },
  };
};

/** A page with its first assignment open; the code of any other one comes when the test lets it. */
const opened = async (own: Parameters<typeof openPage>[0] = {}) => {
  const gate = gates();
  const page = openPage({
    'workspace.open': async ({ assignment }) => {
      if (assignment !== 'bounds') await gate.wait(assignment);
      return filesOf(assignment);
    },
    ...own,
  });
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.work.active).toBe('prog.c');
    expect(page.lab.opening).toBeUndefined();
  });
  const inputsOf = (name: string) => page.asked.filter((one) => one.name === name).map(({ input }) => input);
  return { ...page, ...gate, inputsOf };
};

test('another assignment’s lesson and code come at once, and until then the first stays whole', async () => {
  const { lab, letGo } = await opened();
  const opening = lab.open(ports);
  expect(lab.opening).toEqual(ports);
  expect([lab.lessons.key, lab.work.texts['prog.c']]).toEqual([bounds, codeOf('bounds')]);
  await letGo('ports');
  await opening;
  expect([lab.lessons.key, lab.work.texts['prog.c']]).toEqual([ports, codeOf('ports')]);
  expect(lab.opening).toBeUndefined();
});

test('code that cannot be read leaves what was open, and a save goes there', async () => {
  const { lab, inputsOf } = await opened({
    'workspace.open': ({ assignment }) =>
      Promise.resolve(
        assignment === 'bounds' ? filesOf(assignment) : fail(labFailure('not-allowed', { thing: '/work' })),
      ),
  });
  await lab.open(ports);
  expect(lab.lessons.key).toEqual(bounds);
  lab.edit('prog.c', 'int x;');
  await lab.save();
  expect(inputsOf('workspace.save')).toMatchObject([{ ...bounds, path: 'prog.c', text: 'int x;' }]);
});

test('of two assignments asked for, the last one opens, whichever answer comes last', async () => {
  const third = { lesson: 'packets', assignment: 'third' };
  const [one] = lesson.assignments;
  const more = one ? { ...lesson, assignments: [...lesson.assignments, { ...one, id: 'third' }] } : lesson;
  const { lab, letGo } = await opened({ 'lessons.read': () => Promise.resolve(succeed(more)) });
  const both = [lab.open(ports), lab.open(third)];
  await letGo('third');
  await both[1];
  await letGo('ports');
  await both[0];
  expect([lab.lessons.key, lab.work.texts['prog.c']]).toEqual([third, codeOf('third')]);
  expect(lab.opening).toBeUndefined();
});

test('a save asked for while an assignment is opened is done with that one', async () => {
  const { lab, letGo, inputsOf } = await opened();
  void lab.open(ports);
  const saving = lab.save();
  await letGo('ports');
  await saving;
  expect(inputsOf('check.run')).toEqual([{ ...ports, source: { kind: 'workspace' }, only: 'vectors' }]);
});

test('a save while an assignment is opened writes nothing of the old code into the new one', async () => {
  const { lab, letGo, inputsOf } = await opened();
  const opening = lab.open(ports);
  lab.edit('prog.c', 'int x;');
  const saving = lab.save();
  await letGo('ports');
  await Promise.all([opening, saving]);
  expect(inputsOf('workspace.save')).toMatchObject([{ ...bounds, path: 'prog.c', text: 'int x;' }]);
});

test('what was answered in one assignment is not answered in the one opened after it', async () => {
  const gate = gates();
  const visited = { rev: 1, tries: 0, answers: { mend: 'range' }, passedAt: null };
  const { lab, letGo, inputsOf } = await opened({
    'progress.read': () =>
      Promise.resolve(succeed({ assignments: { 'packets/bounds': visited }, last: null, setAside: null })),
    'progress.answer': async ({ step }) => {
      await gate.wait(step);
      return succeed({ right: true, answer: 'range', why: { en: 'So many.', ja: 'その数です。' } });
    },
  });
  const opening = lab.open(ports);
  await letGo('ports');
  await opening;
  await gate.letGo('mend');
  expect(inputsOf('progress.answer')).toEqual([{ ...bounds, step: 'mend', choice: 'range' }]);
  expect(lab.lessons.answers).toEqual({});
});

test('a solution that comes after another assignment was opened is not shown over it', async () => {
  const gate = gates();
  const { lab, letGo } = await opened({
    'workspace.solution': async () => {
      await gate.wait('solution');
      return succeed({ files: [{ path: 'prog.c', role: 'main', text: 'int solved;', edited: true }] });
    },
  });
  const revealing = lab.reveal.open(bounds);
  const opening = lab.open(ports);
  await letGo('ports');
  await opening;
  await gate.letGo('solution');
  await revealing;
  expect(lab.reveal.shown).toBe(false);
});

test('what changed in the old code after it was saved is saved as well before it goes', async () => {
  const { lab, letGo, inputsOf } = await opened();
  const opening = lab.open(ports);
  lab.edit('prog.c', 'int renamed;');
  await letGo('ports');
  await opening;
  expect(inputsOf('workspace.save')).toMatchObject([{ ...bounds, path: 'prog.c', text: 'int renamed;' }]);
});

test('a save under way is not followed by a check of an assignment that was left', async () => {
  const gate = gates();
  const { lab, letGo, inputsOf } = await opened({
    'workspace.save': async ({ path, text }) => {
      await gate.wait('save');
      return succeed({ file: { path, role: 'main', text, edited: true } });
    },
  });
  lab.edit('prog.c', 'int x;');
  const saving = lab.save();
  const opening = lab.open(ports);
  await gate.letGo('save');
  await letGo('ports');
  await Promise.all([saving, opening]);
  expect(lab.lessons.key).toEqual(ports);
  expect(lab.check.report).toBeUndefined();
  expect(lab.check.running).toBeUndefined();
  expect(inputsOf('workspace.save')).toHaveLength(1);
});

test('what is typed while the code is being written makes its report stale', async () => {
  const gate = gates();
  const { lab } = await opened({
    'workspace.save': async ({ path, text }) => {
      await gate.wait('save');
      return succeed({ file: { path, role: 'main', text, edited: true } });
    },
  });
  lab.edit('prog.c', 'int x;');
  const saving = lab.save();
  await vi.waitFor(() => {
    expect(lab.work.texts['prog.c']).toBe('int x;');
  });
  // Only what was written when the answer comes is graded.
  await gate.letGo('save').then(() => {
    lab.edit('prog.c', 'int xy;');
  });
  await saving;
  expect(lab.work.dirty).toHaveLength(1);
  expect(lab.check.lamp('load')).toBe('stale');
});

test('two saves in a row are written one after the other, the newer text last', async () => {
  const gate = gates();
  const { lab, inputsOf } = await opened({
    'workspace.save': async ({ path, text }) => {
      await gate.wait(text);
      return succeed({ file: { path, role: 'main', text, edited: true } });
    },
  });
  lab.edit('prog.c', 'first');
  const first = lab.save();
  await vi.waitFor(() => {
    expect(inputsOf('workspace.save')).toHaveLength(1);
  });
  lab.edit('prog.c', 'second');
  const second = lab.save();
  await gate.letGo('first');
  await gate.letGo('second');
  await Promise.all([first, second]);
  expect(lab.work.files[0]?.text).toBe('second');
  expect(lab.work.dirty).toHaveLength(0);
  expect(lab.check.lamp('load')).toBe('fail');
});

test('a check that dies of a bug leaves the next one free to run', async () => {
  let isBroken = true;
  const { lab } = await opened({
    'check.run': () => {
      if (isBroken) return Promise.reject(new Error('a bug'));
      return Promise.resolve(succeed(failing));
    },
  });
  await expect(lab.run()).rejects.toThrow('a bug');
  expect(lab.check.running).toBeUndefined();
  isBroken = false;
  await lab.run();
  expect(lab.check.report?.verdict).toBe('fail');
});
