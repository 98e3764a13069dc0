import { expect, test } from 'vitest';
import { rpcAddress } from '../../../renderer/connection/web-socket.ts';
import { frameChange } from '../../../renderer/checks/byte-rows.ts';
import { shellLine, shellScript } from '../../../renderer/checks/shell.ts';
import { problemsOf } from '../../../renderer/editor/problems.ts';
import { commandOf } from '../../../renderer/layout/keys.ts';
import { countsOf } from '../../../renderer/topology/counts.ts';
import { failing } from './double.ts';

const press = (key: string, modifiers: Partial<Parameters<typeof commandOf>[0]> = {}) =>
  commandOf({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    ...modifiers,
  });

test('the page is answered beside where it came from', () => {
  expect(rpcAddress({ href: 'http://127.0.0.1:4000/#x' })).toBe('ws://127.0.0.1:4000/rpc');
  expect(rpcAddress({ href: 'https://lab.example/' })).toBe('wss://lab.example/rpc');
});

test('keys are commands by their modifiers', () => {
  expect(press('s', { ctrlKey: true })).toBe('save');
  expect(press('S', { ctrlKey: true })).toBe('save');
  expect(press('F5')).toBe('run');
  expect(press('F5', { shiftKey: true })).toBe('stop');
  expect(press('F5', { ctrlKey: true })).toBeUndefined();
  expect(press('s')).toBeUndefined();
  expect(press('s', { ctrlKey: true, isComposing: true })).toBeUndefined();
});

test('a failed check’s places are problems, each once', () => {
  const [load] = failing.checks;
  const twice = { ...failing, checks: load ? [load, load] : [] };
  expect(problemsOf(twice)).toEqual([
    { path: 'prog.c', line: 5, column: 2, message: 'invalid access to packet', source: 'verifier' },
  ]);
  expect(problemsOf({ ...failing, checks: load ? [{ ...load, state: 'stale' }] : [] })).toEqual([]);
});

test('two frames differ in named fields and lit bytes', () => {
  const change = frameChange('ffffffffffff0200000000010806', 'ffffffffffff02000000000186dd');
  expect(change?.changes).toEqual([{ fields: 'eth.type', before: '0806', after: '86dd' }]);
  expect(change?.after[0]?.cells.map(({ changed }) => changed).indexOf(true)).toBe(12);
  expect(change?.before[0]?.cells).toHaveLength(14);
});

test('bytes that cannot be read make no change', () => {
  expect(frameChange('zz', '00')).toBeUndefined();
});

test('command lines are quoted for a shell', () => {
  expect(shellLine({ argv: ['clang', '-c', "it's a.c", '', '$HOME'] })).toBe(
    String.raw`clang -c 'it'\''s a.c' '' '$HOME'`,
  );
  expect(shellScript([{ argv: ['true'] }])).toBe('#!/bin/sh\nset -eu\ntrue\n');
});

test('counters are those of the last run, where one counted', () => {
  expect(countsOf(failing)).toBeUndefined();
  const [check] = failing.checks;
  const counts = { kind: 'counts' as const, source: 'xdp_stats_map', counts: { XDP_DROP: 7 } };
  expect(countsOf({ ...failing, checks: check ? [{ ...check, evidence: [counts] }] : [] })).toEqual({
    XDP_DROP: 7,
  });
});
