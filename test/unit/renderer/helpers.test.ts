import { expect, test } from 'vitest';
import { rpcAddress } from '../../../renderer/connection/web-socket.ts';
import { frameChange } from '../../../renderer/checks/byte-rows.ts';
import { shellLine } from '../../../renderer/checks/shell.ts';
import { problemsOf } from '../../../renderer/editor/problems.ts';
import { vlanOf } from '../../../renderer/topology/vlan-of.ts';
import { failing } from './double.ts';

test('the page is answered beside where it came from', () => {
  expect(rpcAddress({ href: 'http://127.0.0.1:4000/#x' })).toBe('ws://127.0.0.1:4000/rpc');
  expect(rpcAddress({ href: 'https://lab.example/' })).toBe('wss://lab.example/rpc');
});

test('a failed check’s places are problems, each once', () => {
  const [load] = failing.checks;
  const twice = { ...failing, checks: load ? [load, load] : [] };
  expect(problemsOf(twice)).toEqual([
    {
      path: 'prog.c',
      line: 5,
      column: 2,
      message: 'invalid access to packet',
      source: 'verifier',
      text: '\treturn 0;',
    },
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
});

test('the VLAN of an address follows from its network', () => {
  expect(
    ['fc00:dead:cafe:1::1/64', 'fc00:dead:cafe:2001::2/64', '10.11.1.1/24', '192.168.101.2/24'].map(vlanOf),
  ).toEqual([0, 2, 0, 1]);
});
