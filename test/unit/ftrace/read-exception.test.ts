import { expect, test } from 'vitest';
import { isExceptionEvent, readException, readLost } from '../../../app/ftrace/index.ts';

test.each([
  ['ABORTED', 0],
  ['DROP', 1],
  ['PASS', 2],
  ['TX', 3],
  ['REDIRECT', 4],
  ['0x11', 17],
  ['0xffffffff', 0xffffffff],
])('action %s', (word, action) => {
  expect(readException('xdp_exception', `prog_id=12 action=${word} ifindex=5`)).toEqual({
    programId: 12,
    action,
    interfaceIndex: 5,
    redirect: null,
  });
});

test('a redirect that failed', () => {
  const text = 'prog_id=3 action=REDIRECT ifindex=4 to_ifindex=7 err=-6 map_id=21 map_index=2';
  expect(readException('xdp_redirect_err', text)).toEqual({
    programId: 3,
    action: 4,
    interfaceIndex: 4,
    redirect: { errno: 6, interfaceIndex: 7, mapId: 21, mapIndex: 2 },
  });
});

test.each([
  '',
  'prog_id= action=TX ifindex=5',
  'prog_id=1 action=MAYBE ifindex=5',
  'prog_id=1 ifindex=5',
  'prog_id=1.5 action=TX ifindex=2',
])('“%s” is not what the tracepoint prints', (text) => {
  expect(readException('xdp_exception', text)).toBeUndefined();
});

test('a redirect without its error is none', () => {
  expect(readException('xdp_redirect_err', 'prog_id=3 action=REDIRECT ifindex=4')).toBeUndefined();
});

test('which events these are', () => {
  expect(isExceptionEvent('xdp_redirect_map_err')).toBe(true);
  expect(isExceptionEvent('xdp_redirect')).toBe(false);
});

test('what the kernel says it has lost', () => {
  expect(readLost('CPU:1 [LOST 123 EVENTS]')).toBe(123);
  expect(readLost('CPU:0 [LOST EVENTS]')).toBe(0);
  expect(readLost('lost')).toBeUndefined();
});
