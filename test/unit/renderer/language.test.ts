import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, labFailure, succeed } from '../../../app/contract/index.ts';
import type { Handlers, JsonObject, LabContract } from '../../../app/contract/index.ts';
import { transportOf } from '../../../renderer/editor/language-transport.ts';
import { openPage } from './page.ts';

const key = { lesson: 'packets', assignment: 'bounds' };

/** A page whose lab has a clangd that does what the test says; sessions are numbered. */
const withClangd = async (own: Partial<Handlers<LabContract>> = {}) => {
  let sessions = 0;
  const page = openPage({
    'language.start': () => {
      sessions += 1;
      return Promise.resolve(
        succeed({
          session: String(sessions),
          rootUri: 'file:///work',
          documents: { 'prog.c': 'file:///work/prog.c' },
        }),
      );
    },
    'language.send': () => Promise.resolve(succeed({})),
    'language.stop': () => Promise.resolve(succeed({})),
    ...own,
  });
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.link.state).toBe('open');
  });
  await page.lab.language.open(key);
  const names = (name: string) => page.asked.filter((call) => call.name === name);
  const heard: JsonObject[] = [];
  const ends = vi.fn();
  page.lab.language.session?.listen((message) => heard.push(message), ends);
  return { ...page, language: page.lab.language, names, heard, ends };
};

test('messages go both ways, to and from their own session only', async () => {
  const { language, emit, names, heard } = await withClangd();
  expect(language.state).toBe('running');
  language.session?.send({ jsonrpc: '2.0', method: 'initialized' });
  await vi.waitFor(() => {
    expect(names('language.send')[0]?.input).toMatchObject({ session: '1' });
  });
  emit('language.message', { session: '9', message: { method: 'other' } });
  emit('language.message', { session: '1', message: { method: 'mine' } });
  await vi.waitFor(() => {
    expect(heard).toEqual([{ method: 'mine' }]);
  });
});

test('without clangd the page says so, and shows no failure', async () => {
  const { lab, language } = await withClangd({
    'language.start': () => Promise.resolve(fail(labFailure('tool-missing', { thing: 'clangd' }))),
  });
  expect(language.state).toBe('missing');
  expect(lab.failures.current).toBeUndefined();
});

test('clangd that ends is started once more by itself, then only when asked', async () => {
  const { language, emit, names, ends } = await withClangd();
  emit('language.ended', { session: '1', detail: 'SIGSEGV' });
  await vi.waitFor(() => {
    expect(names('language.start')).toHaveLength(2);
    expect(language.state).toBe('running');
  });
  expect(ends).toHaveBeenCalledOnce();
  emit('language.ended', { session: '2', detail: 'SIGSEGV' });
  await vi.waitFor(() => {
    expect(language.state).toBe('ended');
  });
  expect(names('language.start')).toHaveLength(2);
  await language.restart();
  expect(language.state).toBe('running');
});

test('clangd that made room for other pages is not started again by itself', async () => {
  const { language, emit, names } = await withClangd();
  emit('language.ended', { session: '1', detail: '' });
  await vi.waitFor(() => {
    expect(language.state).toBe('ended');
  });
  expect(names('language.start')).toHaveLength(1);
});

test('after a lost connection a new session is begun, and the old one ended', async () => {
  const { language, cut, names, ends } = await withClangd();
  const before = language.session;
  cut();
  await vi.waitFor(() => {
    expect(names('language.start')).toHaveLength(2);
    expect(language.session).not.toBe(before);
    expect(language.state).toBe('running');
  });
  expect(names('language.stop')[0]?.input).toEqual({ session: '1' });
  expect(ends).toHaveBeenCalledOnce();
});

test('a lab that knows the session no more has ended it', async () => {
  const { language } = await withClangd({
    'language.send': () => Promise.resolve(fail(labFailure('not-found', { thing: '1' }))),
  });
  language.session?.send({ jsonrpc: '2.0', method: 'initialized' });
  await vi.waitFor(() => {
    expect(language.state).toBe('ended');
  });
});

test('what was asked of a clangd that ends is answered with nothing', async () => {
  const { language, emit } = await withClangd();
  if (!language.session) throw new Error('there is no session');
  const transport = transportOf(language.session);
  const answers: unknown[] = [];
  transport.subscribe((message) => answers.push(JSON.parse(message)));
  transport.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize' }));
  transport.send(JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'textDocument/hover' }));
  emit('language.ended', { session: '1', detail: '' });
  await vi.waitFor(() => {
    expect(answers).toEqual([
      { jsonrpc: '2.0', id: 1, result: { capabilities: {} } },
      { jsonrpc: '2.0', id: 2, result: null },
    ]);
  });
});

test('an error in answer to a hover means that nothing was found', async () => {
  const { language, emit } = await withClangd();
  if (!language.session) throw new Error('there is no session');
  const transport = transportOf(language.session);
  const answers: unknown[] = [];
  transport.subscribe((message) => answers.push(JSON.parse(message)));
  transport.send(JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'textDocument/hover' }));
  emit('language.message', { session: '1', message: { id: 7, error: { code: -32001, message: 'no AST' } } });
  await vi.waitFor(() => {
    expect(answers).toEqual([{ jsonrpc: '2.0', id: 7, result: null }]);
  });
});

test('clangd that ends before its start is answered is not taken for running', async () => {
  const page = openPage({
    'language.start': () => {
      page.emit('language.ended', { session: '1', detail: '' });
      return Promise.resolve(succeed({ session: '1', rootUri: 'file:///work', documents: {} }));
    },
  });
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.link.state).toBe('open');
  });
  await page.lab.language.open(key);
  expect(page.lab.language.state).toBe('ended');
  expect(page.lab.language.session).toBeUndefined();
});
