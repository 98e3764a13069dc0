import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, labFailure } from '../../../app/contract/index.ts';
import type { Handlers, LabContract } from '../../../app/contract/index.ts';
import { openPage } from './page.ts';
import { acceptance, rejection, verifierDouble } from './verifier-double.ts';

const opened = async (own: Partial<Handlers<LabContract>> = {}) => {
  const double = verifierDouble();
  const page = openPage({ ...double.handlers, ...own });
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.work.active).toBe('prog.c');
  });
  const { key } = page.lab.lessons;
  if (!key) throw new Error('no assignment is open');
  const explained = () =>
    page.asked.filter(({ name }) => name === 'verifier.explain').map(({ input }) => input);
  return { ...page, ...double, key, verifier: page.lab.verifier, explained };
};

test('the saved code is explained once, until it is another', async () => {
  const { lab, verifier, key, explained } = await opened();
  await verifier.look(key);
  await verifier.look(key);
  expect(explained()).toEqual([{ kind: 'workspace', ...key }]);
  expect(verifier.explanation?.explanation).toBe('first');
  expect(verifier.stale).toBe(false);
  lab.work.edit('prog.c', 'int x;');
  expect(verifier.stale).toBe(true);
  await lab.save();
  await verifier.look(key);
  expect(explained()).toHaveLength(2);
  expect(verifier.stale).toBe(false);
});

test('the rejected line is chosen first, and another shows its own registers', async () => {
  const { verifier, key } = await opened();
  await verifier.look(key);
  expect(verifier.chosen).toBe(449);
  await verifier.know(4490);
  expect(verifier.registers).toMatchObject({ logLine: 4490, registers: [{ name: 'R1' }, { name: 'R10' }] });
  await verifier.know(4490);
  expect(verifier.registers).toBeUndefined();
  await verifier.know(4490);
  verifier.choose(3);
  expect(verifier).toMatchObject({ chosen: 3, registers: undefined });
});

test('visits and lines beyond the first are fetched when they are looked at', async () => {
  const { verifier, key, asked } = await opened();
  await verifier.look(key);
  expect(verifier.visits.total).toBe(450);
  expect(verifier.visits.at(199)?.number).toBe(199);
  expect(verifier.visits.at(420)).toBeUndefined();
  expect(verifier.lines.at(1500)).toBeUndefined();
  await vi.waitFor(() => {
    expect(verifier.visits.at(420)?.number).toBe(420);
    expect(verifier.lines.at(1500)).toContain('1500:');
  });
  const pages = asked.filter(({ name }) => name === 'verifier.visits' || name === 'verifier.log');
  expect(pages.map(({ input }) => input)).toEqual([
    { explanation: 'first', from: 400, count: 50 },
    { explanation: 'first', from: 1000, count: 1000 },
  ]);
});

test('what the lab has forgotten of the own program is explained anew', async () => {
  const { verifier, key, forget, explainsNext, explained } = await opened();
  await verifier.look(key);
  forget('first');
  explainsNext(rejection('second', 450));
  verifier.visits.at(420);
  verifier.lines.at(1500);
  await vi.waitFor(() => {
    expect(verifier.explanation?.explanation).toBe('second');
  });
  expect(explained()).toHaveLength(2);
});

test('what it has forgotten of a pasted log is said', async () => {
  const { verifier, forget } = await opened();
  await verifier.explainLog('theirs.log', '0: (b7) r0 = 0');
  expect(verifier.of).toEqual({ kind: 'log', name: 'theirs.log' });
  forget('first');
  await verifier.know(3);
  expect(verifier.failure?.code).toBe('not-found');
});

test('a log stays while code is saved, until the own program is wanted back', async () => {
  const { lab, verifier, key, explainsNext, explained } = await opened();
  await verifier.explainLog('theirs.log', '0: (b7) r0 = 0');
  lab.work.edit('prog.c', 'int x;');
  await lab.save();
  await verifier.look(key);
  expect(explained()).toHaveLength(1);
  explainsNext(acceptance);
  await verifier.back(key);
  expect(verifier).toMatchObject({ of: { kind: 'own' }, chosen: undefined, explanation: { accepted: true } });
});

test('the newest question counts: what an earlier one answers is dropped', async () => {
  const answers: (() => void)[] = [];
  const { verifier, key } = await opened({
    'verifier.explain': (input) =>
      new Promise((resolve) => {
        const name = input.kind === 'log' ? 'log' : 'own';
        answers.push(() => {
          resolve({ ok: true, value: rejection(name, 3) });
        });
      }),
  });
  const own = verifier.explainOwn(key);
  const log = verifier.explainLog('theirs.log', 'x');
  await vi.waitFor(() => {
    expect(answers).toHaveLength(2);
  });
  expect(verifier.running).toBe(true);
  answers[1]?.();
  answers[0]?.();
  await Promise.all([own, log]);
  expect(verifier).toMatchObject({ running: false, explanation: { explanation: 'log' } });
});

test('a program that does not compile has no explanation, but a reason', async () => {
  const { verifier, key, explained } = await opened({
    'verifier.explain': () => Promise.resolve(fail(labFailure('clang-failed', { thing: 'prog.c' }))),
  });
  await verifier.look(key);
  expect(verifier).toMatchObject({
    failure: { code: 'clang-failed' },
    explanation: undefined,
    running: false,
  });
  await verifier.look(key);
  expect(explained()).toHaveLength(1);
});

test('another assignment takes the own explanation away, and leaves a log', async () => {
  const { verifier, key } = await opened();
  await verifier.look(key);
  verifier.moved({ ...key, assignment: 'ports' });
  expect(verifier).toMatchObject({ of: undefined, explanation: undefined });
  await verifier.explainLog('theirs.log', 'x');
  verifier.moved({ ...key, assignment: 'ports' });
  expect(verifier.explanation).toBeDefined();
});
