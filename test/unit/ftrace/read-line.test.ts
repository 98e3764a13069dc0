import { expect, test } from 'vitest';
import { readTraceLine } from '../../../app/ftrace/index.ts';

test('a line of trace_pipe, with its flags', () => {
  const line =
    '            ping-7358    [001] ..s1. 12776.251208: xdp_exception: prog_id=12 action=ABORTED ifindex=5';
  expect(readTraceLine(line)).toEqual({
    task: 'ping',
    pid: 7358,
    cpu: 1,
    timeSeconds: 12776.251208,
    event: 'xdp_exception',
    text: 'prog_id=12 action=ABORTED ifindex=5',
  });
});

test('a line of trace-cmd report, which has no flags and may name a buffer', () => {
  const line = 'ping-7358  [001] 12776.251208: xdp_exception:        prog_id=12 action=ABORTED ifindex=5';
  expect(readTraceLine(line)).toMatchObject({
    pid: 7358,
    cpu: 1,
    text: 'prog_id=12 action=ABORTED ifindex=5',
  });
  expect(readTraceLine('ping-1  [000]  lab:  5.123456789: e: x')).toMatchObject({ timeSeconds: 5.123456789 });
});

test.each([
  ['<idle>-0     [000] ..s.. 1.5: e: x', '<idle>', 0],
  ['Web Content-12 [000] 1.5: e: x', 'Web Content', 12],
  ['kworker/u8:0-ev-9 [003] 1.5: e: x', 'kworker/u8:0-ev', 9],
  ['a [3] b-c-12 (   99) [001] 1.5: e: x', 'a [3] b-c', 12],
  ['a-12 (-----) [001] 1.5: e: x', 'a', 12],
])('the task of “%s”', (line, task, pid) => {
  expect(readTraceLine(line)).toMatchObject({ task, pid, event: 'e', text: 'x' });
});

test.each([
  '',
  '# tracer: nop',
  'cpus=2',
  'CPU:1 [LOST 12 EVENTS]',
  'version = 6',
  'a-1 [000] no time here',
  'a-1 [000] 1.5: ',
  'a-1 [000] 1.5: two words: x',
  'nobody [000] 1.5: e: x',
  '-1 [000] 1.5: e: x',
  'a-1 [000',
])('“%s” is no event', (line) => {
  expect(readTraceLine(line)).toBeUndefined();
});

test('no text makes it throw, and what it reads is a number', () => {
  const signs = ' []():-.0123456789abcXDP=_\0\u{1f600}\n';
  let state = 1;
  const random = (below: number): number => {
    state = (state * 48_271) % 0x7fffffff;
    return state % below;
  };
  for (let round = 0; round < 20_000; round += 1) {
    const line = Array.from({ length: random(60) }, () => signs[random(signs.length)] ?? '').join('');
    const read = readTraceLine(line);
    if (read) expect([read.pid, read.cpu, read.timeSeconds].every(Number.isFinite)).toBe(true);
  }
});
